/** Units of measure in UCUM and exact conversions between them. */
@NullMarked
package io.pipemill.mapping.unit;

import org.jspecify.annotations.NullMarked;
