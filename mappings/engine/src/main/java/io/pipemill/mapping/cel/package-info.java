/** Calculations in CEL, type-checked by dev.cel and evaluated over exact decimals. */
@NullMarked
package io.pipemill.mapping.cel;

import org.jspecify.annotations.NullMarked;
