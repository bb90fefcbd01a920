package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.CellFault;
import io.pipemill.adapter.file.internal.workbook.Merged;
import io.pipemill.adapter.file.internal.workbook.SerialDates;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import io.pipemill.adapter.file.internal.workbook.SheetRows;
import io.pipemill.adapter.file.internal.workbook.Workbook;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of data of a sheet: those that have something in a column that is wanted. */
final class ExcelRows implements Row.Rows {
  private final SheetRows rows;
  private final String sheet;
  private final SheetTemplate.Found found;
  private final SheetPlan plan;
  private final Set<String> nullWords;
  private final SerialDates dates;

  /** Areas whose value counts for every row, by the row they begin in. */
  private final Map<Integer, List<Merged>> merged;

  /** The value above, and the last row it counts for, by column. */
  private final Map<Integer, Above> above = new HashMap<>();

  private final SheetMarks marks;
  private final @Nullable SheetTotals totals;
  private boolean ended;

  private record Above(@Nullable Object value, int lastRow) {}

  ExcelRows(
      Workbook workbook,
      String sheet,
      SheetTemplate.Found found,
      SheetPlan plan,
      Map<Integer, List<Merged>> merged,
      Set<String> nullWords)
      throws IOException {
    this.rows = workbook.rows(sheet);
    this.sheet = sheet;
    this.found = found;
    this.plan = plan;
    this.merged = merged;
    this.nullWords = nullWords;
    this.dates = workbook.dates();
    this.marks = new SheetMarks(plan.sections(), plan.ends());
    this.totals =
        plan.totals() == null
            ? null
            : new SheetTotals(
                plan.totals(), sheet, found.layout().names(), found.across(), marks.sections());
  }

  /** The rows that the mapping gets: where columns stand across, one for each of them. */
  static Row.Rows of(
      Workbook workbook,
      String sheet,
      SheetTemplate.Found found,
      SheetPlan plan,
      Map<Integer, List<Merged>> merged,
      Set<String> nullWords)
      throws IOException {
    ExcelRows rows = new ExcelRows(workbook, sheet, found, plan, merged, nullWords);
    Unpivot.Found across = found.across();
    return across == null ? rows : new UnpivotedRows(rows, across, found.layout());
  }

  @Override
  public @Nullable Row next() throws IOException {
    for (SheetRow row = ended ? null : rows.next(); row != null; row = rows.next()) {
      if (row.number() < found.dataFrom()) {
        continue;
      }
      if (marks.ends(row)) {
        ended = true;
        return null;
      }
      Row data = row(row);
      if (data != null) {
        return data;
      }
    }
    ended = true;
    return null;
  }

  /** Null if the row is no data and there is nothing to tell about it. */
  private @Nullable Row row(SheetRow row) {
    @Nullable Object[] cells = cells(row);
    String scope = totals == null ? null : totals.scope(row);
    if (totals != null && scope != null) {
      fill(row.number(), cells);
      List<Violation> differences = totals.differences(scope, row.number(), cells);
      return differences.isEmpty() ? null : new TotalRow(sheet, row.number(), differences);
    }
    int section = marks.title(row);
    if (section >= 0) {
      if (totals != null) {
        totals.begins(section);
      }
      return null;
    }
    boolean any = false;
    for (Object cell : cells) {
      any |= cell != null;
    }
    if (any && totals != null) {
      totals.add(cells);
    }
    fill(row.number(), cells);
    around(cells);
    return any ? new ExcelRow(sheet, row.number(), cells) : null;
  }

  /** What stands once in the sheet: single cells, and the titles above. */
  private void around(@Nullable Object[] cells) {
    int place = found.width();
    for (Object cell : found.cells()) {
      cells[place] = value(found.layout().names().get(place), cell);
      place++;
    }
    for (int level = 0; level < marks.sections().size(); level++) {
      cells[place++] = marks.title(level);
    }
  }

  private @Nullable Object[] cells(SheetRow row) {
    List<String> names = found.layout().names();
    @Nullable Object[] cells = new @Nullable Object[names.size()];
    for (int i = 0; i < found.width(); i++) {
      String name = names.get(i);
      if (!name.isEmpty()) {
        cells[i] = value(name, row.cell(i));
      }
    }
    return cells;
  }

  private @Nullable Object value(String column, @Nullable Object cell) {
    if (cell instanceof String text) {
      String stripped = text.strip();
      return stripped.isEmpty() || nullWords.contains(stripped) ? null : text;
    }
    if (cell instanceof CellFault fault && nullWords.contains(fault.text())) {
      return null;
    }
    if (cell instanceof BigDecimal number && plan.dates().contains(column)) {
      Object date = dates.of(number.doubleValue());
      return date == null ? number : date;
    }
    return cell;
  }

  private void fill(int row, @Nullable Object[] cells) {
    if (merged.isEmpty()) {
      return;
    }
    for (Merged area : merged.getOrDefault(row, List.of())) {
      above.put(area.firstColumn(), new Above(cells[area.firstColumn()], area.lastRow()));
    }
    above.values().removeIf(value -> value.lastRow() < row);
    above.forEach(
        (column, value) -> {
          if (cells[column] == null) {
            cells[column] = value.value();
          }
        });
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
