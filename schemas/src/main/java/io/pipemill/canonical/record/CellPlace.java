package io.pipemill.canonical.record;

/** Cells beside each other in a row of a sheet. */
final class CellPlace {
  private CellPlace() {}

  /**
   * @param where place of a row or of a cell: {@code 'May'!12}, {@code 'May'!E12}
   * @param sheetEnd index of the sheet's exclamation mark
   * @param place letters of a column, or {@code +n} columns behind the cell
   */
  static String of(String where, int sheetEnd, String place) {
    int digits = sheetEnd + 1;
    while (digits < where.length() && !Character.isDigit(where.charAt(digits))) {
      digits++;
    }
    String column = place;
    if (place.startsWith("+")) {
      String here = where.substring(sheetEnd + 1, digits);
      column = here.isEmpty() ? "" : letters(number(here) + Integer.parseInt(place.substring(1)));
    }
    return where.substring(0, sheetEnd + 1) + column + where.substring(digits);
  }

  /** From 1. */
  private static int number(String letters) {
    int number = 0;
    for (int i = 0; i < letters.length(); i++) {
      number = number * 26 + letters.charAt(i) - 'A' + 1;
    }
    return number;
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString();
  }
}
