/** Explain where a value came from. */
@NullMarked
package io.pipemill.control.mappings;

import org.jspecify.annotations.NullMarked;
