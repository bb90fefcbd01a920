/** Workbooks of both Excel formats as rows of typed cells, read from front to back. */
@NullMarked
package io.pipemill.adapter.file.internal.workbook;

import org.jspecify.annotations.NullMarked;
