package io.pipemill.control.documents;

import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.record.RecordTreeJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored source record as the names and values an edit uses: {@code CUST_CD}, {@code
 * lines[2].NET_TON}.
 */
final class SourceFields {
  private SourceFields() {}

  /** The fields of a stored record, absent values left out; empty if it is not a record. */
  static Map<String, String> of(@Nullable String stored) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (stored != null && stored.startsWith("{\"n\":")) {
      add("", new RecordTreeJson().read(stored.getBytes(StandardCharsets.UTF_8)), fields);
    }
    return fields;
  }

  private static void add(String before, RecordTree record, Map<String, String> fields) {
    List<String> columns = record.shape().columns();
    for (int i = 0; i < columns.size(); i++) {
      Object value = record.value(i);
      if (value != null) {
        fields.put(before + columns.get(i), value.toString());
      }
    }
    for (int g = 0; g < record.shape().groups().size(); g++) {
      String name = record.shape().groups().get(g).name();
      List<RecordTree> group = record.group(g);
      for (int i = 0; i < group.size(); i++) {
        add(before + name + "[" + (i + 1) + "].", group.get(i), fields);
      }
    }
  }
}
