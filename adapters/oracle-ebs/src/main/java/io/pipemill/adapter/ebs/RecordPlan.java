package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.ebs.InterfaceTable.Column;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a mapped record go into an interface table: worked out once per record shape,
 * then only array positions. Reading checks what the database would refuse (width, number, date)
 * and names the column, so that one pass finds every bad document of a batch.
 */
final class RecordPlan {
  private final InterfaceTable table;
  private final int[] from;
  private final int[] to;
  private final Map<String, Integer> pseudo = new HashMap<>();
  private final boolean bytes;
  private final ZoneId zone;

  /**
   * @param pseudoColumns names the adapter understands besides the table's columns
   * @throws AdapterException CONFIGURATION EBS-002 naming every column that is neither
   */
  RecordPlan(
      InterfaceTable table,
      RecordShape shape,
      Set<String> pseudoColumns,
      Set<String> groups,
      EbsConfig config) {
    this.table = table;
    this.bytes = config.widthInBytes();
    this.zone = config.zone();
    List<int[]> pairs = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < shape.columns().size(); i++) {
      String column = shape.columns().get(i);
      int target = table.mapped(column);
      if (target >= 0) {
        pairs.add(new int[] {i, target});
      }
      if (pseudoColumns.contains(column.toUpperCase(Locale.ROOT))) {
        pseudo.put(column.toUpperCase(Locale.ROOT), i);
      } else if (target < 0) {
        unknown.add(column + didYouMean(column, table.mappable(), pseudoColumns));
      }
    }
    for (RecordShape group : shape.groups()) {
      if (!groups.contains(group.name())) {
        unknown.add("group " + group.name() + didYouMean(group.name(), groups, Set.of()));
      }
    }
    if (!unknown.isEmpty()) {
      throw new AdapterException(
          "EBS-002",
          ErrorKind.CONFIGURATION,
          "the outbound mapping writes what "
              + table.table()
              + " does not take: "
              + String.join("; ", unknown));
    }
    from = pairs.stream().mapToInt(pair -> pair[0]).toArray();
    to = pairs.stream().mapToInt(pair -> pair[1]).toArray();
  }

  /** Reads a record into a row of the table. */
  void read(RecordTree record, String path, @Nullable Object[] row, List<Violation> problems) {
    for (int i = 0; i < from.length; i++) {
      Object value = record.value(from[i]);
      if (value != null) {
        Column column = table.columns().get(to[i]);
        row[to[i]] = convert(column, value, path, problems);
      }
    }
  }

  /** The text of a column that belongs to no table, e.g. ORDER_SOURCE; null if absent. */
  @Nullable String text(RecordTree record, String name) {
    Integer position = pseudo.get(name);
    Object value = position == null ? null : record.value(position);
    return value == null ? null : blankToNull(value.toString());
  }

  /** A column that belongs to another table of the same document, checked against its width. */
  @Nullable Object other(
      RecordTree record, String name, Column column, String path, List<Violation> problems) {
    Integer position = pseudo.get(name);
    Object value = position == null ? null : record.value(position);
    return value == null ? null : convert(column, value, path, problems);
  }

  boolean flag(RecordTree record, String name) {
    String text = text(record, name);
    return text != null && (text.equals("Y") || text.equalsIgnoreCase("true"));
  }

  private @Nullable Object convert(
      Column column, Object value, String path, List<Violation> problems) {
    switch (column.kind()) {
      case TEXT -> {
        String text =
            value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (text.isEmpty()) {
          return null;
        }
        int length = bytes ? utf8Length(text) : text.codePointCount(0, text.length());
        if (length > column.width() || text.indexOf('\u0000') >= 0) {
          problems.add(
              new Violation(
                  "EBS-101",
                  path + column.name(),
                  text,
                  "at most " + column.width() + (bytes ? " bytes" : " characters") + " of text",
                  null,
                  column.name()
                      + " of "
                      + table.table()
                      + " takes "
                      + column.width()
                      + (bytes ? " bytes" : " characters")
                      + ", found "
                      + length));
          return null;
        }
        return text;
      }
      case FLAG -> {
        String text = value.toString();
        if (value instanceof Boolean flag) {
          return flag ? "Y" : "N";
        }
        if (text.equals("Y") || text.equals("N")) {
          return text;
        }
        return bad(column, text, "Y or N", path, problems);
      }
      case NUMBER -> {
        if (value instanceof BigDecimal || value instanceof Long || value instanceof Integer) {
          return value;
        }
        try {
          return new BigDecimal(value.toString().trim());
        } catch (NumberFormatException e) {
          return bad(column, value.toString(), "a number", path, problems);
        }
      }
      case DATE -> {
        if (value instanceof LocalDate || value instanceof LocalDateTime) {
          return value;
        }
        if (value instanceof Instant instant) {
          return LocalDateTime.ofInstant(instant, zone);
        }
        String text = value.toString().trim();
        try {
          return text.length() <= 10 ? LocalDate.parse(text) : LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
          return bad(column, text, "a date as 2026-01-31", path, problems);
        }
      }
    }
    throw new IllegalStateException();
  }

  private @Nullable Object bad(
      Column column, String value, String expected, String path, List<Violation> problems) {
    problems.add(
        new Violation(
            "EBS-102",
            path + column.name(),
            value,
            expected,
            null,
            column.name() + " of " + table.table() + ": expected " + expected));
    return null;
  }

  private static int utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static String didYouMean(String word, Iterable<String> names, Set<String> more) {
    String best = null;
    int least = Math.max(2, word.length() / 3) + 1;
    List<String> all = new ArrayList<>(more);
    names.forEach(all::add);
    for (String name : all) {
      int distance =
          LevenshteinDistance.getDefaultInstance().apply(word.toUpperCase(Locale.ROOT), name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best == null ? "" : " (did you mean " + best + "?)";
  }
}
