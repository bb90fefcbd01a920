package io.pipemill.adapter.file.internal.workbook;

/** Names of columns and cells: A, AB, AB12. */
public final class CellNames {
  /** XFD. */
  static final int MOST_COLUMNS = 16_384;

  static final int MOST_ROWS = 1_048_576;

  private CellNames() {}

  /** The letters of a column, counted from 0. */
  public static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString();
  }

  /** The column of a cell's name, from 0; -1 if it is none. */
  public static int column(String cell) {
    int column = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c < 'A' || c > 'Z') {
        return i == 0 ? -1 : column - 1;
      }
      column = column * 26 + c - 'A' + 1;
      if (column > MOST_COLUMNS) {
        return -1;
      }
    }
    return -1;
  }

  /** The row of a cell's name, from 1; -1 if it is none. */
  public static int row(String cell) {
    int row = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        row = row * 10 + c - '0';
        if (row > MOST_ROWS) {
          return -1;
        }
      } else if (row > 0) {
        return -1;
      }
    }
    return row == 0 ? -1 : row;
  }
}
