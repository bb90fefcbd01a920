package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.CellNames;

/** Places in a workbook as formulas write them: {@code 'May'!12} and {@code 'May'!I12}. */
final class SheetPlace {
  private SheetPlace() {}

  static String row(String sheet, int row) {
    return quoted(sheet) + row;
  }

  static String cell(String sheet, int column, int row) {
    return quoted(sheet) + CellNames.letters(column) + row;
  }

  private static String quoted(String sheet) {
    return "'" + sheet.replace("'", "''") + "'!";
  }
}
