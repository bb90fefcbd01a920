package io.pipemill.adapter.ebs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows collected for one interface table before they are sent together. A row is an array with one
 * place per column of the table; values are String, BigDecimal, Long, Integer, LocalDate,
 * LocalDateTime or null.
 */
final class TableRows {
  private final InterfaceTable table;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  TableRows(InterfaceTable table) {
    this.table = table;
  }

  InterfaceTable table() {
    return table;
  }

  @Nullable Object[] add() {
    @Nullable Object[] row = new @Nullable Object[table.width()];
    rows.add(row);
    return row;
  }

  void add(@Nullable Object[] row) {
    rows.add(row);
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Columns that hold anything in any row: only these are sent. */
  int[] used() {
    boolean[] used = new boolean[table.width()];
    int count = 0;
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null && !used[i]) {
          used[i] = true;
          count++;
        }
      }
    }
    int[] columns = new int[count];
    for (int i = 0, n = 0; i < used.length; i++) {
      if (used[i]) {
        columns[n++] = i;
      }
    }
    return columns;
  }
}
