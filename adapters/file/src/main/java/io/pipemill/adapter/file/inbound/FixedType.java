package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of lines.
 *
 * @param name of the group, or what the lines are
 * @param prefix what its lines begin with; empty if with anything
 * @param columns in the order of the settings
 * @param width of its lines, in the unit of the file's widths
 */
record FixedType(String name, byte[] prefix, List<FixedColumn> columns, int width) {

  /** Reads {@code prefix}, {@code width} and {@code columns} of a section. */
  static FixedType parse(String name, Settings section, Charset charset, List<String> problems) {
    byte[] prefix = section.text("prefix", "").getBytes(charset);
    Settings given = section.section("columns");
    List<FixedColumn> columns = new ArrayList<>();
    Set<String> once = new HashSet<>();
    int end = 0;
    int widest = 0;
    for (String column : given.keys()) {
      FixedColumn parsed = FixedColumn.parse(given, column, end, problems);
      columns.add(parsed);
      end = parsed.end();
      widest = Math.max(widest, end);
      once.add(column);
    }
    if (columns.isEmpty()) {
      problems.add(
          section.place()
              + ".columns: missing, expected {NAME: width, …} in the order of the line");
    }
    int width = section.integer("width", widest, Math.max(1, widest), 1_000_000);
    return new FixedType(name, prefix, List.copyOf(columns), width);
  }

  boolean begins(byte[] line) {
    return line.length >= prefix.length
        && java.util.Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Place of a column; -1 if it has none of that name. */
  int column(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  List<String> names() {
    return columns.stream().map(FixedColumn::name).toList();
  }
}
