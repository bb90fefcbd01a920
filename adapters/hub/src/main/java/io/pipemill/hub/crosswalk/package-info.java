/** Codes of the same customer or item in several systems: what people decided about them. */
@NullMarked
package io.pipemill.hub.crosswalk;

import org.jspecify.annotations.NullMarked;
