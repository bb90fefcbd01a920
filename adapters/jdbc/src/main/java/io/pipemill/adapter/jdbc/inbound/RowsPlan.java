package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.QueryColumns;
import io.pipemill.adapter.jdbc.internal.Table;
import io.pipemill.adapter.jdbc.internal.ValueReader;
import io.pipemill.canonical.record.RecordShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read, with names and types found in the database.
 *
 * @param config as configured
 * @param table the table; for a flat group the root's
 * @param shape of the records
 * @param selected columns in the shape's order
 * @param readers for them
 * @param keys key columns
 * @param keyIndex where they stand in the shape
 * @param changedBy the column; null if there is none
 * @param changedIndex where it stands in the shape; -1 if there is none
 * @param join child columns of the join
 * @param joinIndex where the parent's columns of the join, and those that the query names, stand in
 *     the parent's shape
 * @param joinTypes their types
 * @param groups below
 */
record RowsPlan(
    RowsConfig config,
    Table table,
    RecordShape shape,
    List<Column> selected,
    ValueReader[] readers,
    List<Column> keys,
    int[] keyIndex,
    @Nullable Column changedBy,
    int changedIndex,
    List<Column> join,
    int[] joinIndex,
    List<Column> joinTypes,
    List<RowsPlan> groups) {

  /**
   * @throws AdapterException CONFIGURATION with every name that is not there
   */
  static RowsPlan of(Connection connection, @Nullable String schema, RowsConfig root)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    RowsPlan plan = build(connection, schema, root, null, problems);
    if (!problems.isEmpty()) {
      throw new AdapterException("JDBC-002", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    return plan;
  }

  boolean flat() {
    return config.flat();
  }

  /** Whether versions of a row can be told apart by xmin. */
  boolean marked() {
    return table.base();
  }

  private static RowsPlan build(
      Connection connection,
      @Nullable String schema,
      RowsConfig config,
      @Nullable Table parent,
      List<String> problems)
      throws SQLException {
    Table table =
        config.table() == null && parent != null
            ? parent
            : source(connection, schema, config, parent, problems);
    Map<String, Column> selected = new LinkedHashMap<>();
    for (String name : config.columns()) {
      add(selected, table, name, config, problems);
    }
    List<Column> keys = new ArrayList<>();
    for (String name : config.key()) {
      add(keys, table.column(name, config.place() + ".key", problems));
    }
    int[] keyIndex = indexes(selected, table, config.key());
    String changed = config.changedBy();
    Column changedBy =
        changed == null ? null : table.column(changed, config.place() + ".changedBy", problems);
    int changedIndex = changedBy == null ? -1 : index(selected, changedBy, String.valueOf(changed));
    for (RowsConfig group : config.groups()) {
      indexes(selected, table, group.parents());
      if (group.table() == null) {
        // the lines of a flat table are read with the root's rows
        indexes(selected, table, group.columns());
        indexes(selected, table, group.key());
      }
    }
    List<RecordShape> shapes = new ArrayList<>();
    List<RowsPlan> groups = new ArrayList<>();
    for (RowsConfig group : config.groups()) {
      RowsPlan below = build(connection, schema, group, table, problems);
      groups.add(below);
      shapes.add(below.shape);
    }
    List<Column> join = new ArrayList<>();
    List<Column> joinTypes = new ArrayList<>();
    for (RowsConfig.Join each : config.join()) {
      add(join, table.column(each.child(), config.place() + ".join", problems));
      if (parent != null) {
        add(joinTypes, parent.column(each.parent(), config.place() + ".join", problems));
      }
    }
    if (config.query() != null && parent != null) {
      for (String name : config.query().parameters()) {
        add(joinTypes, parent.column(name));
      }
    }
    RecordShape shape = new RecordShape(config.name(), new ArrayList<>(selected.keySet()), shapes);
    List<RowsPlan> joined = new ArrayList<>();
    for (RowsPlan group : groups) {
      joined.add(group.below(indexes(selected, table, group.config.parents())));
    }
    List<Column> columns = new ArrayList<>(selected.values());
    return new RowsPlan(
        config,
        table,
        shape,
        columns,
        columns.stream().map(ValueReader::of).toArray(ValueReader[]::new),
        keys,
        keyIndex,
        changedBy,
        changedIndex,
        join,
        new int[0],
        joinTypes,
        joined);
  }

  /** The table, or the query with parameters of their types. */
  static Table source(
      Connection connection,
      @Nullable String schema,
      RowsConfig config,
      @Nullable Table parent,
      List<String> problems)
      throws SQLException {
    NamedQuery query = config.query();
    if (query == null) {
      return Table.find(connection, schema, String.valueOf(config.table()));
    }
    String place = config.place() + ".query";
    for (String name : query.parameters()) {
      if (parent != null && parent.column(name, place, problems) == null) {
        return new Table("", config.name(), false, Map.of(), "");
      }
    }
    String typed =
        query.with(
            name -> {
              Column column = parent == null ? null : parent.column(name);
              return "null::" + (column == null ? "text" : column.typeName());
            });
    Table described = QueryColumns.table(connection, config.name(), typed, place, problems);
    int joined = config.join().size();
    String text = query.with(name -> "p.pm_k" + (joined + 1 + query.parameters().indexOf(name)));
    return new Table("", config.name(), false, described.columns(), text);
  }

  private RowsPlan below(int[] parentIndexes) {
    return new RowsPlan(
        config,
        table,
        shape,
        selected,
        readers,
        keys,
        keyIndex,
        changedBy,
        changedIndex,
        join,
        parentIndexes,
        joinTypes,
        groups);
  }

  private static void add(List<Column> columns, @Nullable Column column) {
    if (column != null) {
      columns.add(column);
    }
  }

  private static void add(
      Map<String, Column> selected,
      Table table,
      String name,
      RowsConfig config,
      List<String> problems) {
    Column column = table.column(name, config.place(), problems);
    if (column != null) {
      selected.putIfAbsent(name, column);
    }
  }

  /** Where columns stand among those selected; they are added if they are not yet there. */
  private static int[] indexes(Map<String, Column> selected, Table table, List<String> names) {
    List<Integer> indexes = new ArrayList<>();
    for (String name : names) {
      Column column = table.column(name);
      if (column != null) {
        indexes.add(index(selected, column, name));
      }
    }
    return indexes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int index(Map<String, Column> selected, Column column, String name) {
    int index = 0;
    for (Column each : selected.values()) {
      if (each.equals(column)) {
        return index;
      }
      index++;
    }
    selected.put(name, column);
    return index;
  }
}
