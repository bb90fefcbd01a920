package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Columns that stand across, one or several for each month, as records below each other: {@code
 * unpivot: {values: {PLAN: "{MONTH}月"}, header: number, skip: blank}}. However many there are, they
 * are found by their pattern.
 *
 * @param name the column that gets what the heading says: MONTH
 * @param last the column that gets the last day of the heading's month or year; null if none does
 * @param values columns that get what the cells hold, with the pattern of their headings
 * @param header how what the heading says becomes a value
 * @param except headings that fit the pattern and are no such columns
 * @param skip which cells make no record: blank, zero or none
 * @param blanks texts of cells that mean that there is nothing
 */
record Unpivot(
    String name,
    @Nullable String last,
    Map<String, Wildcard> values,
    HeaderValues header,
    List<Wildcard> except,
    String skip,
    Set<String> blanks) {

  /**
   * One month.
   *
   * @param value what the heading says
   * @param places of its columns, in the order of {@link #values}
   */
  record Turn(Object value, int[] places) {}

  /**
   * What a file has of it.
   *
   * @param first place of the column {@link #name}; behind it stand those of {@link #values}
   * @param turns in the order of the file
   * @param across places of all columns that stand across
   */
  record Found(Unpivot plan, int first, List<Turn> turns, BitSet across) {

    /** Place of the first of {@link #values}. */
    int values() {
      return first + (plan.last == null ? 1 : 2);
    }
  }

  /** Null if the section has none. */
  static @Nullable Unpivot parse(Settings source, List<String> problems) {
    if (!source.has("unpivot")) {
      return null;
    }
    Settings section = source.section("unpivot");
    Settings declared = section.section("values");
    Map<String, Wildcard> values = new LinkedHashMap<>();
    String name = null;
    for (String column : declared.keys()) {
      Wildcard pattern = Wildcard.of(declared.text(column, ""));
      String part = pattern.name();
      if (part == null || name != null && !name.equals(part)) {
        problems.add(
            declared.place()
                + "."
                + column
                + ": found "
                + pattern.text()
                + ", expected the pattern of its headings with "
                + (name == null ? "a name for what changes, such as {MONTH}月" : "{" + name + "}"));
      } else {
        name = part;
      }
      values.put(column, pattern);
    }
    if (values.isEmpty()) {
      problems.add(
          section.place()
              + ".values: missing, expected columns with patterns: {PLAN: \"{MONTH}月\"}");
    }
    HeaderValues header =
        HeaderValues.parse(section.list("header"), section.place() + ".header", problems);
    String last = section.text("last");
    if (last != null && !header.dated()) {
      problems.add(
          section.place() + ".last: found " + last + ", expected header: with a date pattern");
    }
    return new Unpivot(
        name == null ? "" : name,
        last,
        values,
        header,
        Wildcard.all(section.list("except")),
        section.choice("skip", "blank", List.of("blank", "zero", "none")),
        Set.copyOf(section.list("blank")));
  }

  /** Columns the records have beside those of the file. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(name));
    if (last != null) {
      columns.add(last);
    }
    columns.addAll(values.keySet());
    return columns;
  }

  /** Whether a row has a heading that is one of these: how a header is found. */
  boolean anyHeading(List<String> headings) {
    return headings.stream()
        .filter(heading -> !heading.isEmpty() && !Wildcard.anyFits(except, heading))
        .anyMatch(
            heading ->
                values.values().stream()
                    .map(pattern -> pattern.match(heading))
                    .anyMatch(part -> part != null && header.read(part) != null));
  }

  /**
   * Finds the columns.
   *
   * @param headings texts of the header, by place
   * @param taken columns that the mapping reads by their own names
   * @param first place of the first column that is not of the file
   * @param where the place of a heading, for messages
   * @throws UnreadableFileException if a heading fits and says nothing known, stands twice, or
   *     lacks its neighbours: a month must never get lost in silence
   */
  Found find(
      List<String> headings, Set<String> taken, int first, IntFunction<@Nullable String> where)
      throws UnreadableFileException {
    Map<String, Turn> turns = new LinkedHashMap<>();
    BitSet across = new BitSet();
    List<String> columns = List.copyOf(values.keySet());
    for (int i = 0; i < headings.size(); i++) {
      String heading = headings.get(i);
      boolean other =
          heading.isEmpty()
              || taken.stream().anyMatch(name -> SheetPlan.plain(name).equalsIgnoreCase(heading))
              || Wildcard.anyFits(except, heading);
      for (int v = 0; v < columns.size() && !other; v++) {
        String part = part(columns.get(v), heading);
        if (part == null) {
          continue;
        }
        Object value = header.read(part);
        if (value == null) {
          throw wrong(
              heading,
              header.kind(),
              where.apply(i),
              "'"
                  + part
                  + "' in the heading '"
                  + heading
                  + "' is no "
                  + header.kind()
                  + "; if the column is none of those across, name it in unpivot.except");
        }
        int[] fresh = new int[columns.size()];
        Arrays.fill(fresh, -1);
        Turn turn = turns.computeIfAbsent(text(value), key -> new Turn(value, fresh));
        if (turn.places[v] >= 0) {
          throw wrong(
              heading,
              "each once",
              where.apply(i),
              "'"
                  + heading
                  + "' says "
                  + text(value)
                  + " a second time, as '"
                  + headings.get(turn.places[v])
                  + "' did");
        }
        turn.places[v] = i;
        across.set(i);
        break;
      }
    }
    verify(turns, headings, columns, where);
    return new Found(this, first, List.copyOf(turns.values()), across);
  }

  private void verify(
      Map<String, Turn> turns,
      List<String> headings,
      List<String> columns,
      IntFunction<@Nullable String> where)
      throws UnreadableFileException {
    if (turns.isEmpty()) {
      throw wrong(
          String.join(" | ", headings),
          values.values().stream().map(Wildcard::text).toList().toString(),
          where.apply(0),
          "no heading fits " + values.values().stream().map(Wildcard::text).toList());
    }
    for (Turn turn : turns.values()) {
      for (int v = 0; v < columns.size(); v++) {
        if (turn.places[v] < 0) {
          int there = Arrays.stream(turn.places).filter(place -> place >= 0).findFirst().orElse(0);
          throw wrong(
              headings.get(there),
              "a column for " + columns.get(v) + " too",
              where.apply(there),
              "for " + text(turn.value) + " there is no column for '" + columns.get(v) + "'");
        }
      }
    }
  }

  /**
   * What a heading says; a date cell that is formatted as 1月 says a date, whatever surrounds it.
   */
  private @Nullable String part(String column, String heading) {
    Wildcard pattern = values.get(column);
    String part = pattern == null ? null : pattern.match(heading);
    if (part == null
        && header.dated()
        && values.size() == 1
        && heading.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return heading;
    }
    return part;
  }

  private static String text(Object value) {
    return value instanceof java.math.BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private UnreadableFileException wrong(
      String found, String expected, @Nullable String where, String message) {
    return new UnreadableFileException(
        new Violation("FILE-039", name, found, expected, where, "columns across: " + message));
  }

  /**
   * Places of {@link #columns}: where the values stand beside the first one of their month ({@code
   * +1}), if that is the same in every month; else nothing, and the first one's cell counts.
   */
  static List<String> offsets(Found found) {
    List<String> offsets = new ArrayList<>(Collections.nCopies(found.values() - found.first, ""));
    int count = found.plan.values.size();
    for (int v = 0; v < count; v++) {
      int column = v;
      List<Integer> apart =
          found.turns.stream()
              .map(turn -> turn.places[column] - turn.places[0])
              .distinct()
              .toList();
      offsets.add(apart.size() == 1 && apart.get(0) > 0 ? "+" + apart.get(0) : "");
    }
    return offsets;
  }
}
