package io.pipemill.adapter.file.internal.workbook;

/**
 * Cells merged into one; only the first has the value.
 *
 * @param firstRow from 1
 * @param lastRow from 1
 * @param firstColumn from 0
 * @param lastColumn from 0
 */
public record Merged(int firstRow, int lastRow, int firstColumn, int lastColumn) {}
