/** The hub: takes documents in, keeps account of each, and delivers it exactly once. */
@NullMarked
package io.pipemill.hub;

import org.jspecify.annotations.NullMarked;
