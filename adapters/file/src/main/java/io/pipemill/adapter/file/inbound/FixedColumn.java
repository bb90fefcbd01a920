package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.file.internal.BadCell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of lines of fixed width.
 *
 * @param from where it begins, from 0, in the unit of the file's widths
 * @param width in that unit
 * @param decimals digits that stand behind a point nobody writes; -1 for a text
 * @param pad fills the column up besides blanks; 0 for none
 * @param right whether values stand at the right, and are filled up at the left
 */
record FixedColumn(String name, int from, int width, int decimals, char pad, boolean right) {
  private static final int WIDEST = 100_000;
  private static final int MOST_DECIMALS = 12;

  /**
   * {@code NAME: 8}, behind the column before, or {@code NAME: {start: 5, width: 8, decimals: 2}}.
   *
   * @param behind where the column before ends
   */
  static FixedColumn parse(Settings columns, String name, int behind, List<String> problems) {
    if (!columns.holdsSection(name)) {
      int width = columns.integer(name, 1, 1, WIDEST);
      return new FixedColumn(name, behind, width, -1, (char) 0, false);
    }
    Settings keys = columns.section(name);
    int from = keys.integer("start", behind + 1, 1, WIDEST) - 1;
    if (!keys.has("width")) {
      problems.add(keys.place() + ".width: missing, expected the number of bytes or characters");
    }
    int width = keys.integer("width", 1, 1, WIDEST);
    int decimals = keys.has("decimals") ? keys.integer("decimals", 0, 0, MOST_DECIMALS) : -1;
    String pad = keys.text("pad", "");
    if (pad.length() > 1) {
      problems.add(keys.place() + ".pad: found " + pad + ", expected one character");
    }
    String side = keys.choice("align", decimals < 0 ? "left" : "right", List.of("left", "right"));
    return new FixedColumn(
        name, from, width, decimals, pad.isEmpty() ? 0 : pad.charAt(0), side.equals("right"));
  }

  int end() {
    return from + width;
  }

  boolean number() {
    return decimals >= 0;
  }

  /** What a cell says: a text, or a decimal; null if it is blank. */
  @Nullable Object value(String cell) {
    String text = pad == 0 ? cell.strip() : unpadded(cell.strip());
    if (text.isEmpty()) {
      return null;
    }
    return number() ? decimal(text, cell) : text;
  }

  private String unpadded(String text) {
    int from = 0;
    int to = text.length();
    while (right && from < to && text.charAt(from) == pad) {
      from++;
    }
    while (!right && to > from && text.charAt(to - 1) == pad) {
      to--;
    }
    return text.substring(from, to).strip();
  }

  /** Digits with a sign before or, as COBOL edits them, behind. */
  private Object decimal(String text, String cell) {
    int end = text.length();
    char first = text.charAt(0);
    char last = text.charAt(end - 1);
    boolean before = first == '-' || first == '+';
    boolean behind = !before && (last == '-' || last == '+');
    String digits = text.substring(before ? 1 : 0, behind ? end - 1 : end);
    boolean good = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!good) {
      String behindThePoint = decimals == 0 ? "" : ", the last " + decimals + " behind the point";
      return new BadCell(
          "FILE-078",
          cell,
          "digits only" + behindThePoint,
          "'" + cell.strip() + "' in column " + name + " is no row of digits");
    }
    BigInteger number = new BigInteger(digits);
    return new BigDecimal((before ? first : last) == '-' ? number.negate() : number, decimals);
  }
}
