package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.Merged;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of the columns below a header of one or several rows: {@code Plan} over {@code Qty} is
 * {@code Plan/Qty}.
 */
final class HeaderNames {
  private final Map<Integer, SheetRow> top = new LinkedHashMap<>();
  private final int rows;
  private final List<Merged> merged;

  /**
   * @param top rows from the top of the sheet
   * @param rows number of the header's rows
   * @param merged areas of the sheet; not needed for one row
   */
  HeaderNames(List<SheetRow> top, int rows, List<Merged> merged) {
    top.forEach(row -> this.top.put(row.number(), row));
    this.rows = rows;
    this.merged = merged;
  }

  /** The names, by place; empty where there is none. */
  List<String> of(SheetRow first) {
    List<String> names = new ArrayList<>();
    if (rows == 1) {
      for (Object cell : first.cells()) {
        names.add(text(cell));
      }
      return names;
    }
    int width = 0;
    List<List<String>> levels = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      SheetRow row = top.get(first.number() + i);
      width = Math.max(width, row == null ? 0 : row.cells().length);
    }
    for (int i = 0; i < rows; i++) {
      levels.add(level(first.number() + i, width, i == rows - 1));
    }
    for (int column = 0; column < width; column++) {
      StringBuilder name = new StringBuilder();
      for (List<String> level : levels) {
        String part = level.get(column);
        if (!part.isEmpty()) {
          name.append(name.isEmpty() ? "" : "/").append(part);
        }
      }
      names.add(name.toString());
    }
    return names;
  }

  /** One row of the header, in which a group's name counts for every column of the group. */
  private List<String> level(int number, int width, boolean last) {
    SheetRow row = top.get(number);
    List<String> own = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      own.add(row == null ? "" : text(row.cell(column)));
    }
    if (last || row == null) {
      return own;
    }
    List<Merged> areas =
        merged.stream()
            .filter(area -> area.firstRow() == number && area.lastColumn() > area.firstColumn())
            .toList();
    if (!areas.isEmpty()) {
      for (Merged area : areas) {
        String group = area.firstColumn() < width ? own.get(area.firstColumn()) : "";
        for (int c = area.firstColumn(); c <= area.lastColumn() && c < width; c++) {
          own.set(c, group);
        }
      }
      return own;
    }
    // written once over its columns, and not merged
    SheetRow below = top.get(number + 1);
    for (int column = 1; column < width; column++) {
      if (own.get(column).isEmpty() && below != null && !text(below.cell(column)).isEmpty()) {
        own.set(column, own.get(column - 1));
      }
    }
    return own;
  }

  /** A heading; of a date the day. */
  static String text(@Nullable Object cell) {
    if (cell instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return time.toLocalDate().toString();
    }
    return cell == null ? "" : SheetPlan.plain(cell.toString());
  }
}
