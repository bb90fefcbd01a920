package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.CellFault;
import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet.
 *
 * @param sheet its name
 * @param number as Excel shows it
 * @param cells of the columns that are wanted, by their place
 */
record ExcelRow(String sheet, int number, @Nullable Object[] cells) implements Row {

  @Override
  public @Nullable Object value(int column) {
    Object value = column < cells.length ? cells[column] : null;
    return value instanceof CellFault ? null : value;
  }

  @Override
  public String where() {
    return SheetPlace.row(sheet, number);
  }

  @Override
  public String where(int column, String name) {
    return SheetPlace.cell(sheet, column, number);
  }

  @Override
  public List<Violation> problems(RowLayout layout, IntPredicate columns) {
    List<Violation> problems = List.of();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof CellFault fault && columns.test(i)) {
        problems = problems.isEmpty() ? new ArrayList<>() : problems;
        problems.add(problem(layout.names().get(i), i, fault));
      }
    }
    return problems;
  }

  private Violation problem(String column, int place, CellFault fault) {
    String cell = SheetPlace.cell(sheet, place, number) + ", column " + column;
    return fault.calculated()
        ? new Violation(
            "FILE-036",
            column,
            fault.text(),
            "a value, or a word of file.nullWords",
            cell,
            "the cell shows the error " + fault.text())
        : new Violation(
            "FILE-037",
            column,
            fault.text(),
            "a calculated value",
            cell,
            "the formula was never calculated: open the workbook with Excel, save it and drop it"
                + " again");
  }
}
