package io.pipemill.reconciliation.fingerprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns as a person writes them: {@code ORDER_NO:varchar(20), QTY:numeric(12,3),
 * "Remark":char(40)[trim,empty-is-null]}.
 *
 * @param columns those that could be read
 * @param problems the others
 */
public record ColumnList(List<TableColumn> columns, List<Problem> problems) {
  private static final Pattern COLUMN =
      Pattern.compile(
          "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$#]*) *: *([^\\[\\]]+(?:\\[\\])?) *(?:\\[([^\\]]+)\\])?");

  /**
   * @param what {@code column}, {@code type}, {@code option} or {@code twice}
   * @param found what was written
   */
  public record Problem(String what, String found) {}

  public static ColumnList parse(String written) {
    List<TableColumn> columns = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String part : parts(written)) {
      Matcher parts = COLUMN.matcher(part);
      if (!parts.matches()) {
        problems.add(new Problem("column", part));
        continue;
      }
      boolean quoted = parts.group(1).startsWith("\"");
      String name =
          quoted
              ? parts.group(1).substring(1, parts.group(1).length() - 1).replace("\"\"", "\"")
              : parts.group(1);
      if (!seen.add(quoted ? name : name.toUpperCase(Locale.ROOT))) {
        problems.add(new Problem("twice", name));
      }
      try {
        columns.add(
            new TableColumn(
                name, quoted, ColumnType.parse(parts.group(2)), options(parts.group(3), problems)));
      } catch (IllegalArgumentException e) {
        problems.add(new Problem("type", parts.group(2).strip()));
      }
    }
    return new ColumnList(columns, problems);
  }

  private static ColumnOptions options(@Nullable String written, List<Problem> problems) {
    List<String> known = new ArrayList<>();
    if (written != null) {
      for (String word : written.split(",")) {
        try {
          ColumnOptions.of(List.of(word.strip()));
          known.add(word.strip());
        } catch (IllegalArgumentException e) {
          problems.add(new Problem("option", word.strip()));
        }
      }
    }
    return ColumnOptions.of(known);
  }

  /** Cut at commas outside of quotes, parentheses and brackets. */
  private static List<String> parts(String written) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= written.length(); i++) {
      char c = i == written.length() ? ',' : written.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      }
      if (i == written.length() || (c == ',' && !quoted && depth == 0)) {
        parts.add(written.substring(from, i).strip());
        from = i + 1;
      }
    }
    return parts;
  }
}
