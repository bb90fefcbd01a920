/** Maps stored source records again and compares: what a mapping changes, whom it affects. */
@NullMarked
package io.pipemill.hub.remap;

import org.jspecify.annotations.NullMarked;
