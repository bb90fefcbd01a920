package io.pipemill.mapping.describe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record a section of an inbound mapping reads.
 *
 * @param prefix its groups, with a point behind each: {@code lines.}; empty for the record itself
 * @param above the record it belongs to
 * @param repeated names that stand for several of its columns
 */
record RecordLevel(String prefix, @Nullable RecordLevel above, Map<String, List<String>> repeated) {
  static final RecordLevel ROOT = new RecordLevel("", null, Map.of());

  RecordLevel group(String name) {
    return new RecordLevel(prefix + name + ".", this, Map.of());
  }

  /** The same record, in which names stand for columns that repeat. */
  RecordLevel repeating(Map<String, List<String>> columns) {
    Map<String, List<String>> all = new HashMap<>(repeated);
    all.putAll(columns);
    return new RecordLevel(prefix, above, all);
  }

  /** The record above; the record itself where there is none, which the check reports. */
  RecordLevel up() {
    return above == null ? this : above;
  }

  /** A column as the file names it, with its groups in front. */
  String column(String name) {
    return String.join(" | ", columns(name));
  }

  /** The same, one by one where a name stands for columns that repeat; none for the turn. */
  List<String> columns(String name) {
    RecordLevel level = this;
    String column = name;
    while (column.startsWith("../")) {
      level = level.up();
      column = column.substring(3);
    }
    if (column.equals("{n}") && !level.repeated.isEmpty()) {
      return List.of();
    }
    String own = level.prefix;
    return level.repeated.getOrDefault(column, List.of(column)).stream()
        .map(each -> own + each)
        .toList();
  }
}
