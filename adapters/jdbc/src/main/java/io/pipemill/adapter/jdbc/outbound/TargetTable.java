package io.pipemill.adapter.jdbc.outbound;

import io.pipemill.adapter.Settings;
import java.util.List;

/**
 * The {@code target:} section of an outbound mapping.
 *
 * @param table to write to
 * @param key its natural key; a unique index must stand on it for mode upsert
 * @param upsert whether a row with the key is brought to the new state; otherwise it is refused
 * @param place for problems
 */
record TargetTable(String table, List<String> key, boolean upsert, String place) {

  static TargetTable parse(Settings target, List<String> problems) {
    String mode = target.choice("mode", "upsert", List.of("upsert", "insert"));
    List<String> key = target.list("key");
    if (key.isEmpty()) {
      problems.add(target.place() + ".key: missing, expected the columns of the natural key");
    }
    return new TargetTable(target.required("table"), key, mode.equals("upsert"), target.place());
  }
}
