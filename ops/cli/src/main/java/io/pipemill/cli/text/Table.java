package io.pipemill.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings, aligned for people; Chinese characters take two columns. Long texts are cut,
 * except in the last column.
 */
public final class Table {
  private static final int WIDEST = 60;
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, String> notes = new HashMap<>();
  private final boolean[] numeric;

  /**
   * @param keys keys of the headings in the texts; one that starts with {@code #} is a number and
   *     set to the right
   */
  public Table(String... keys) {
    numeric = new boolean[keys.length];
    headings = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      numeric[i] = keys[i].startsWith("#");
      headings.add(Texts.of("column." + keys[i].replace("#", "")));
    }
  }

  public void row(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i] == null ? "" : String.valueOf(cells[i]).replace('\n', ' ');
      row.add(i == cells.length - 1 ? cell : cut(cell));
    }
    rows.add(row);
  }

  /** What else is to be said about the row before, under it; nothing if blank. */
  public void note(String note) {
    if (!note.isBlank()) {
      notes.put(rows.size() - 1, note);
    }
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public void print(PrintWriter out) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(headings.get(i));
      // nothing stands behind the last column that it would have to be in line with
      if (i == widths.length - 1 && !numeric[i]) {
        break;
      }
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    line(out, headings, widths);
    for (int i = 0; i < rows.size(); i++) {
      line(out, rows.get(i), widths);
      if (notes.containsKey(i)) {
        out.println("    " + notes.get(i));
      }
    }
  }

  private void line(PrintWriter out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String gap = " ".repeat(Math.max(0, widths[i] - width(cell)));
      line.append(numeric[i] ? gap + cell : cell + gap).append("  ");
    }
    out.println(line.toString().stripTrailing());
  }

  private static String cut(String text) {
    if (width(text) <= WIDEST) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int point : text.codePoints().toArray()) {
      width += wide(point) ? 2 : 1;
      if (width >= WIDEST) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + "…";
  }

  private static int width(String text) {
    return text.codePoints().map(point -> wide(point) ? 2 : 1).sum();
  }

  private static boolean wide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}
