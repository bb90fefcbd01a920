package io.pipemill.mapping.describe;

import org.jspecify.annotations.Nullable;

/**
 * The record a section of an inbound mapping reads.
 *
 * @param prefix its groups, with a point behind each: {@code lines.}; empty for the record itself
 * @param above the record it belongs to
 */
record RecordLevel(String prefix, @Nullable RecordLevel above) {
  static final RecordLevel ROOT = new RecordLevel("", null);

  RecordLevel group(String name) {
    return new RecordLevel(prefix + name + ".", this);
  }

  /** The record above; the record itself where there is none, which the check reports. */
  RecordLevel up() {
    return above == null ? this : above;
  }

  /** A column as the file names it, with its groups in front. */
  String column(String name) {
    RecordLevel level = this;
    String column = name;
    while (column.startsWith("../")) {
      level = level.up();
      column = column.substring(3);
    }
    return level.prefix + column;
  }
}
