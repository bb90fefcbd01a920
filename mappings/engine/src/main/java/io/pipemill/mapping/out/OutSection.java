package io.pipemill.mapping.out;

import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.ContentProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record a document, or an element of one of its lists, becomes. */
final class OutSection {
  /**
   * A group of records out of a list.
   *
   * @param when condition in the element above for the whole group
   * @param where leaves elements out
   */
  record Group(
      OutSource list,
      String listName,
      @Nullable CelExpression when,
      @Nullable CelExpression where,
      OutSection section) {}

  private final RecordShape shape;
  private final OutColumn[] columns;
  private final Group[] groups;

  OutSection(String name, List<OutColumn> columns, List<Group> groups) {
    this.columns = columns.toArray(new OutColumn[0]);
    this.groups = groups.toArray(new Group[0]);
    this.shape =
        new RecordShape(
            name,
            columns.stream().map(column -> column.name).toList(),
            groups.stream().map(group -> group.section.shape).toList());
  }

  @SuppressWarnings("unchecked")
  RecordTree write(OutFrame frame) {
    @Nullable Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i].value(frame);
    }
    List<RecordTree>[] below = (List<RecordTree>[]) new List<?>[groups.length];
    for (int i = 0; i < below.length; i++) {
      below[i] = records(groups[i], frame);
    }
    return new RecordTree(shape, values, below, null);
  }

  private static List<RecordTree> records(Group group, OutFrame frame) {
    if (!(group.list.read(frame) instanceof List<?> elements)
        || elements.isEmpty()
        || !holds(group, group.when, frame)) {
      return List.of();
    }
    List<RecordTree> records = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      OutFrame element = new OutFrame(frame, elements.get(i), group.listName, i + 1);
      if (holds(group, group.where, element)) {
        records.add(group.section.write(element));
      }
    }
    return records;
  }

  private static boolean holds(Group group, @Nullable CelExpression condition, OutFrame frame) {
    try {
      return condition == null || condition.holds(frame);
    } catch (ContentProblem problem) {
      frame.report("", group.listName, problem);
      return false;
    }
  }
}
