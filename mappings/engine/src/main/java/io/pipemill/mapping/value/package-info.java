/** Conversions of single values, shared by both directions. */
@NullMarked
package io.pipemill.mapping.value;

import org.jspecify.annotations.NullMarked;
