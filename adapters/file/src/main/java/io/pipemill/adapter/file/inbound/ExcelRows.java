package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.CellFault;
import io.pipemill.adapter.file.internal.workbook.Merged;
import io.pipemill.adapter.file.internal.workbook.SerialDates;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import io.pipemill.adapter.file.internal.workbook.SheetRows;
import io.pipemill.adapter.file.internal.workbook.Workbook;
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
  }

  @Override
  public @Nullable Row next() throws IOException {
    for (SheetRow row = rows.next(); row != null; row = rows.next()) {
      if (row.number() < found.dataFrom()) {
        continue;
      }
      @Nullable Object[] cells = cells(row);
      boolean any = false;
      for (Object cell : cells) {
        any |= cell != null;
      }
      fill(row.number(), cells);
      for (int i = found.width(); i < cells.length; i++) {
        cells[i] = value(found.layout().names().get(i), found.cells().get(i - found.width()));
      }
      if (any) {
        return new ExcelRow(sheet, row.number(), cells);
      }
    }
    return null;
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
