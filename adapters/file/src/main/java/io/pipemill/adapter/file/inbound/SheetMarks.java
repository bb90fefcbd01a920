package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.SheetRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sheet that are no data: titles of sections, whose text counts as a column of the rows
 * below, and what stands behind the table.
 */
final class SheetMarks {
  private final List<String> sections;
  private final List<Wildcard> patterns;
  private final List<Wildcard> ends;
  private final @Nullable String[] titles;

  /**
   * @param sections columns that titles fill, from the outermost, with the pattern of the titles
   * @param ends what the first text of the row behind the table looks like
   */
  SheetMarks(Map<String, Wildcard> sections, List<Wildcard> ends) {
    this.sections = List.copyOf(sections.keySet());
    this.patterns = List.copyOf(sections.values());
    this.ends = ends;
    this.titles = new @Nullable String[patterns.size()];
  }

  List<String> sections() {
    return sections;
  }

  /** The first text of a row; empty if it has none. */
  static String firstText(SheetRow row) {
    for (Object cell : row.cells()) {
      if (cell instanceof String text && !text.isBlank()) {
        return SheetPlan.plain(text);
      }
    }
    return "";
  }

  boolean ends(SheetRow row) {
    return !ends.isEmpty() && Wildcard.anyFits(ends, firstText(row));
  }

  /**
   * Takes a title: a row that has one text and nothing else.
   *
   * @return the level of the section that begins, from 0; -1 if the row is no title
   */
  int title(SheetRow row) {
    if (titles.length == 0) {
      return -1;
    }
    List<Object> there = new ArrayList<>();
    for (Object cell : row.cells()) {
      if (cell != null && !cell.toString().isBlank()) {
        there.add(cell);
      }
    }
    if (there.size() != 1 || !(there.get(0) instanceof String text)) {
      return -1;
    }
    for (int level = 0; level < titles.length; level++) {
      String title = patterns.get(level).match(SheetPlan.plain(text));
      if (title != null) {
        titles[level] = title;
        for (int below = level + 1; below < titles.length; below++) {
          titles[below] = null;
        }
        return level;
      }
    }
    return -1;
  }

  /** The title that counts now; null before the first. */
  @Nullable String title(int level) {
    return titles[level];
  }
}
