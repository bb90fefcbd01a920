package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.record.RecordShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the columns of the mapping stand in the lines.
 *
 * @param record shape of a document
 * @param root places of its columns: in its first line, or, behind those, in the file's first line
 * @param types kinds of lines of the groups, in the order of the shape
 * @param groups places of each group's columns
 */
record FixedShape(RecordShape record, int[] root, List<FixedType> types, List<int[]> groups) {

  static FixedShape of(FixedPlan plan, Columns columns) {
    List<String> names = new ArrayList<>(plan.document().names());
    FixedType head = plan.head();
    if (head != null) {
      names.addAll(head.names());
    }
    List<RecordShape> shapes = new ArrayList<>();
    List<FixedType> types = new ArrayList<>();
    List<int[]> groups = new ArrayList<>();
    for (Map.Entry<String, Columns> group : columns.groups().entrySet()) {
      FixedType type = plan.groups().get(group.getKey());
      if (type != null) {
        List<String> own = group.getValue().columns();
        shapes.add(new RecordShape(group.getKey(), own, List.of()));
        types.add(type);
        groups.add(own.stream().mapToInt(type::column).toArray());
      }
    }
    int[] root = columns.columns().stream().mapToInt(names::indexOf).toArray();
    return new FixedShape(new RecordShape("row", columns.columns(), shapes), root, types, groups);
  }
}
