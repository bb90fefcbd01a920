package io.pipemill.adapter.file.internal.workbook;

import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet that has at least one cell with something in it.
 *
 * @param number as Excel shows it, from 1
 * @param cells by column, as far as there are any: String, BigDecimal, Boolean, LocalDate,
 *     LocalDateTime, {@link CellFault}, or null for nothing
 */
public record SheetRow(int number, @Nullable Object[] cells) {

  public @Nullable Object cell(int column) {
    return column < cells.length ? cells[column] : null;
  }
}
