package io.pipemill.adapter.ebs;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The plan of every record shape seen, for one interface table, and the checks all readers share.
 */
final class RecordPlans {
  private final InterfaceTable table;
  private final Set<String> pseudoColumns;
  private final Set<String> groups;
  private final EbsConfig config;
  private final Map<RecordShape, RecordPlan> plans = new ConcurrentHashMap<>();

  /**
   * @param pseudoColumns columns the adapter understands besides the table's
   * @param groups groups allowed below
   */
  RecordPlans(
      InterfaceTable table, Set<String> pseudoColumns, Set<String> groups, EbsConfig config) {
    this.table = table;
    this.pseudoColumns = pseudoColumns;
    this.groups = groups;
    this.config = config;
  }

  RecordPlan of(RecordShape shape) {
    RecordPlan plan = plans.get(shape);
    return plan != null
        ? plan
        : plans.computeIfAbsent(
            shape, s -> new RecordPlan(table, s, pseudoColumns, groups, config));
  }

  static void required(
      InterfaceTable table,
      int[] columns,
      @Nullable Object[] row,
      String path,
      List<Violation> problems) {
    for (int column : columns) {
      if (row[column] == null) {
        String name = table.columns().get(column).name();
        // a value refused for its form is named once, not twice
        if (problems.stream().noneMatch(problem -> problem.field().equals(path + name))) {
          missing(name, path, problems);
        }
      }
    }
  }

  static void missing(String column, String path, List<Violation> problems) {
    problems.add(
        new Violation("EBS-103", path + column, null, "a value", null, column + " is missing"));
  }
}
