package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.workbook.CellFault;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import io.pipemill.canonical.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Knows the total rows of a sheet and holds them against the rows above. */
final class SheetTotals {

  /** What a word adds up, so far. */
  private static final class Sum {
    final BigDecimal[] values;
    int rows;

    Sum(int columns) {
      values = new BigDecimal[columns];
      java.util.Arrays.fill(values, BigDecimal.ZERO);
    }
  }

  private final TotalsPlan plan;
  private final String sheet;
  private final List<String> names;

  /** Places of the columns in which the words stand; empty for the first text of a row. */
  private final int[] in;

  /** Places of the columns that must add up. */
  private final int[] check;

  private final List<String> sections;
  private final Map<String, Sum> sums = new HashMap<>();

  /**
   * @param names of the columns, by their place
   * @param sections columns that section titles fill, from the outermost
   */
  SheetTotals(
      TotalsPlan plan,
      String sheet,
      List<String> names,
      Unpivot.@Nullable Found across,
      List<String> sections) {
    this.plan = plan;
    this.sheet = sheet;
    this.names = names;
    this.in = plan.in().stream().mapToInt(names::indexOf).toArray();
    this.sections = sections;
    List<Integer> places = new ArrayList<>();
    for (String column : plan.check()) {
      int value =
          across == null ? -1 : List.copyOf(across.plan().values().keySet()).indexOf(column);
      if (value < 0 || across == null) {
        places.add(names.indexOf(column));
      } else {
        across.turns().forEach(turn -> places.add(turn.places()[value]));
      }
    }
    this.check = places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A text without any blanks: people write 合 计 to make it wider. */
  static String dense(String text) {
    return text.replaceAll("[\\s\\u00a0\\u3000]+", "");
  }

  /** What a total row adds up; null if the row is none. */
  @Nullable String scope(SheetRow row) {
    if (in.length == 0) {
      return scope(SheetMarks.firstText(row));
    }
    for (int place : in) {
      Object cell = place < 0 ? null : row.cell(place);
      String scope = cell instanceof String text ? scope(text) : null;
      if (scope != null) {
        return scope;
      }
    }
    return null;
  }

  private @Nullable String scope(String text) {
    String dense = dense(text);
    for (Map.Entry<Wildcard, String> word : plan.words().entrySet()) {
      if (word.getKey().fits(dense)) {
        return word.getValue();
      }
    }
    return null;
  }

  /** A row of data. */
  void add(@Nullable Object[] cells) {
    for (String scope : plan.words().values()) {
      if (!scope.equals(TotalsPlan.NONE) && check.length > 0) {
        Sum sum = sums.computeIfAbsent(scope, each -> new Sum(check.length));
        for (int i = 0; i < check.length; i++) {
          BigDecimal number = number(cells[check[i]]);
          sum.values[i] = number == null ? sum.values[i] : sum.values[i].add(number);
        }
        sum.rows++;
      }
    }
  }

  /** A title begins a section: it, and what is within it, is added up anew. */
  void begins(int level) {
    sums.remove(TotalsPlan.SECTION);
    sections.subList(level, sections.size()).forEach(sums::remove);
  }

  /** What does not add up in a total row. */
  List<Violation> differences(String scope, int row, @Nullable Object[] cells) {
    List<Violation> differences = new ArrayList<>();
    if (scope.equals(TotalsPlan.NONE)) {
      return differences;
    }
    Sum sum = sums.getOrDefault(scope, new Sum(check.length));
    for (int i = 0; i < check.length; i++) {
      Object said = cells[check[i]];
      BigDecimal number = number(said);
      boolean near =
          number != null && number.subtract(sum.values[i]).abs().compareTo(plan.tolerance()) <= 0;
      if (said != null && !near) {
        differences.add(difference(check[i], row, said, number, sum.values[i], sum.rows));
      }
    }
    if (!scope.equals(TotalsPlan.SHEET)) {
      sums.remove(scope);
    }
    return differences;
  }

  private Violation difference(
      int place, int row, Object said, @Nullable BigDecimal number, BigDecimal sum, int rows) {
    String text = said instanceof CellFault fault ? fault.text() : text(said);
    String expected = text(sum);
    return new Violation(
        "FILE-040",
        names.get(place),
        text,
        expected,
        SheetPlace.cell(sheet, place, row) + ", column " + names.get(place),
        "the total says "
            + text
            + ", the "
            + rows
            + " rows above add up to "
            + expected
            + (number == null ? "" : " (difference " + text(number.subtract(sum)) + ")"));
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
        : Objects.toString(value);
  }

  /** Numbers that were typed as texts, with signs between thousands, count too. */
  private static @Nullable BigDecimal number(@Nullable Object cell) {
    if (cell instanceof BigDecimal number) {
      return number;
    }
    String text = cell instanceof String typed ? dense(typed).replace(",", "") : "";
    return text.matches("[-+]?\\d{1,18}(?:\\.\\d{1,18})?") ? new BigDecimal(text) : null;
  }
}
