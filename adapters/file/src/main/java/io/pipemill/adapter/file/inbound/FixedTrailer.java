package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The last line of a file, and what it says of those before it.
 *
 * @param type the line
 * @param counts each a column with a number of lines
 * @param totals each a column with a sum
 */
record FixedTrailer(FixedType type, List<Count> counts, List<Total> totals) {
  static final String ALL = "all";

  /**
   * @param place of the column in the trailer
   * @param of kinds of lines that are counted; {@code all} counts every line, the trailer too
   */
  record Count(int place, List<String> of) {}

  /**
   * @param place of the column in the trailer
   * @param of kind of lines that are added up
   * @param column place of the column that is added up
   */
  record Total(int place, String of, int column) {}

  /** Reads {@code counts: {COLUMN: [lines, …]}} and {@code totals: {COLUMN: lines.VOLUME}}. */
  static FixedTrailer parse(
      Settings section,
      FixedType document,
      Map<String, FixedType> groups,
      Charset charset,
      List<String> problems) {
    FixedType type = FixedType.parse("trailer", section, charset, problems);
    if (type.prefix().length == 0) {
      problems.add(section.place() + ".prefix: missing, expected what the last line begins with");
    }
    List<Count> counts = new ArrayList<>();
    Settings counted = section.section("counts");
    for (String column : counted.keys()) {
      List<String> of = counted.list(column);
      for (String kind : of) {
        if (!kind.equals(ALL) && !kind.equals(document.name()) && !groups.containsKey(kind)) {
          problems.add(
              counted.place()
                  + "."
                  + column
                  + ": found "
                  + kind
                  + ", expected all, document or one of "
                  + groups.keySet());
        }
      }
      counts.add(new Count(number(type, column, counted, problems), of));
    }
    List<Total> totals = new ArrayList<>();
    Settings summed = section.section("totals");
    for (String column : summed.keys()) {
      String path = summed.text(column, "");
      int dot = path.indexOf('.');
      FixedType of = dot < 0 ? document : groups.get(path.substring(0, dot));
      String name = path.substring(dot + 1);
      int place = of == null ? -1 : of.column(name);
      if (of == null || place < 0 || !of.columns().get(place).number()) {
        problems.add(
            summed.place()
                + "."
                + column
                + ": found "
                + path
                + ", expected COLUMN or GROUP.COLUMN with 'decimals'");
      } else {
        totals.add(new Total(number(type, column, summed, problems), of.name(), place));
      }
    }
    return new FixedTrailer(type, List.copyOf(counts), List.copyOf(totals));
  }

  private static int number(
      FixedType type, String column, Settings section, List<String> problems) {
    int place = type.column(column);
    if (place < 0 || !type.columns().get(place).number()) {
      problems.add(
          section.place()
              + "."
              + column
              + ": found no such column of the trailer with 'decimals' (0 for a count)");
    }
    return place;
  }
}
