/** Everything a mapping's version covers, as bytes to be kept. */
@NullMarked
package io.pipemill.mapping.bundle;

import org.jspecify.annotations.NullMarked;
