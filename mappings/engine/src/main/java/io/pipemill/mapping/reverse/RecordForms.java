package io.pipemill.mapping.reverse;

import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.InboundMapping.Columns;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A written record as the source would give it back. */
final class RecordForms {
  private RecordForms() {}

  /**
   * The record with the columns an inbound mapping reads; absent where nothing was written.
   *
   * @param text whether all values become text, as in a file
   */
  @SuppressWarnings("unchecked")
  static RecordTree readBack(RecordTree written, Columns columns, boolean text) {
    RecordShape shape = shape(written.shape().name(), columns);
    @Nullable Object[] values = new Object[columns.columns().size()];
    for (int i = 0; i < values.length; i++) {
      Object value = written.value(columns.columns().get(i));
      values[i] = value == null || !text ? value : Text.of(value);
    }
    List<RecordTree>[] groups = (List<RecordTree>[]) new List<?>[columns.groups().size()];
    int group = 0;
    for (Map.Entry<String, Columns> below : columns.groups().entrySet()) {
      List<RecordTree> records = new ArrayList<>();
      for (RecordTree record : written.group(below.getKey())) {
        records.add(readBack(record, below.getValue(), text));
      }
      groups[group++] = records;
    }
    return new RecordTree(shape, values, groups, null);
  }

  private static RecordShape shape(String name, Columns columns) {
    List<RecordShape> groups = new ArrayList<>();
    columns.groups().forEach((group, below) -> groups.add(shape(group, below)));
    return new RecordShape(name, columns.columns(), groups);
  }
}
