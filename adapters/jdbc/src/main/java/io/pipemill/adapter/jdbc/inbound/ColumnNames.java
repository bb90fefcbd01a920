package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The columns a source has now, spelled as the mapping spells them, so that the two can be
 * compared.
 */
final class ColumnNames {
  private ColumnNames() {}

  /** Those there are now, whether or not they fit what the mapping reads. */
  static List<String> of(Connection connection, @Nullable String schema, RowsConfig root)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    collect(connection, schema, root, null, "", names, problems);
    if (!problems.isEmpty()) {
      throw new AdapterException("JDBC-002", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    return names;
  }

  private static void collect(
      Connection connection,
      @Nullable String schema,
      RowsConfig config,
      @Nullable Table parent,
      String prefix,
      List<String> names,
      List<String> problems)
      throws SQLException {
    Table table = parent;
    if (config.table() != null) {
      table = RowsPlan.source(connection, schema, config, parent, problems);
      for (Column column : table.columns().values()) {
        boolean below = false;
        for (RowsConfig group : config.groups()) {
          // rows of a flat table are read as lines, too: what only those use is theirs
          String used = group.table() == null ? used(group, table, column) : null;
          if (used != null) {
            names.add(prefix + group.name() + "." + used);
            below = true;
          }
        }
        if (!below || used(config, table, column) != null) {
          names.add(prefix + spelled(config, table, column));
        }
      }
    }
    for (RowsConfig group : config.groups()) {
      collect(connection, schema, group, table, prefix + group.name() + ".", names, problems);
    }
  }

  private static @Nullable String used(RowsConfig config, Table found, Column column) {
    for (String used : config.columns()) {
      if (column.equals(found.column(used))) {
        return used;
      }
    }
    return null;
  }

  private static String spelled(RowsConfig config, Table found, Column column) {
    String used = used(config, found, column);
    if (used != null) {
      return used;
    }
    // a name the database folded is shown in the case the mapping writes its table in
    String name = column.name();
    String table = String.valueOf(config.table());
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
