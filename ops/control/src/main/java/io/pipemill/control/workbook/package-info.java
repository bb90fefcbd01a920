/** The mapping workbook of a system: what an analyst reads, compares and signs. */
@NullMarked
package io.pipemill.control.workbook;

import org.jspecify.annotations.NullMarked;
