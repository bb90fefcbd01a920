package io.pipemill.adapter.jdbc.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns a source has now, spelled as the mapping spells them, so that the two can be
 * compared.
 */
final class ColumnNames {
  private ColumnNames() {}

  static List<String> of(RowsPlan plan) {
    List<String> names = new ArrayList<>();
    collect(plan, "", names);
    return names;
  }

  private static void collect(RowsPlan plan, String prefix, List<String> names) {
    if (plan.config().table() != null) {
      for (var column : plan.table().columns().values()) {
        names.add(prefix + spelled(plan, column));
      }
    }
    for (RowsPlan group : plan.groups()) {
      collect(group, prefix + group.config().name() + ".", names);
    }
  }

  private static String spelled(RowsPlan plan, io.pipemill.adapter.jdbc.internal.Column column) {
    int used = plan.selected().indexOf(column);
    if (used >= 0) {
      return plan.shape().columns().get(used);
    }
    // a name the database folded is shown in the case the mapping writes its table in
    String name = column.name();
    String table = String.valueOf(plan.config().table());
    boolean folded =
        name.equals(name.toLowerCase(Locale.ROOT)) || name.equals(name.toUpperCase(Locale.ROOT));
    if (folded && table.equals(table.toUpperCase(Locale.ROOT))) {
      return name.toUpperCase(Locale.ROOT);
    }
    if (folded && table.equals(table.toLowerCase(Locale.ROOT))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return name;
  }
}
