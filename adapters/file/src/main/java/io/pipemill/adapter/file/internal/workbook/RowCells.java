package io.pipemill.adapter.file.internal.workbook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cells of the row that is being read. */
final class RowCells {
  private @Nullable Object[] cells = new @Nullable Object[32];
  private int count;

  void set(int column, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (column >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
    }
    cells[column] = value;
    count = Math.max(count, column + 1);
  }

  /** The row, and room for the next; null if nothing is in it. */
  @Nullable SheetRow take(int number) {
    if (count == 0) {
      return null;
    }
    SheetRow row = new SheetRow(number, Arrays.copyOf(cells, count));
    Arrays.fill(cells, 0, count, null);
    count = 0;
    return row;
  }
}
