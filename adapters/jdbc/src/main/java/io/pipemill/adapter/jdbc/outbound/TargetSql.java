package io.pipemill.adapter.jdbc.outbound;

import static java.util.stream.Collectors.joining;

import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The SQL for one table and shape, on PostgreSQL; parameters are one array of texts per column. */
final class TargetSql {
  private final Table table;
  private final List<Column> columns;
  private final List<Column> keys;
  private final String write;

  TargetSql(Table table, List<Column> columns, List<Column> keys, boolean upsert) {
    this.table = table;
    this.columns = columns;
    this.keys = keys;
    this.write =
        "insert into "
            + table.quoted()
            + " ("
            + quoted(columns)
            + ") select "
            + IntStream.range(0, columns.size()).mapToObj(i -> "p.c" + i).collect(joining(", "))
            + " from "
            + arrays(false)
            + (upsert ? " on conflict (" + quoted(keys) + ") " + update() : "");
  }

  String table() {
    return table.schema() + "." + table.name();
  }

  String write() {
    return write;
  }

  /**
   * One row per record: whether its key is there, then for each column what is there and what would
   * be, both as the column would keep them.
   */
  String compare(Connection connection) throws SQLException {
    Map<String, String> declared = declaredTypes(connection);
    StringBuilder select = new StringBuilder("select t.tableoid is not null");
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String type = declared.getOrDefault(column.name(), column.typeName());
      select.append(", t.").append(column.quoted()).append("::text");
      select.append(", p.c").append(i).append("::").append(type).append("::text");
    }
    String match =
        keys.stream()
            .map(key -> "t." + key.quoted() + " = p.c" + columns.indexOf(key))
            .collect(joining(" and "));
    return select
        + " from "
        + arrays(true)
        + " left join "
        + table.quoted()
        + " t on "
        + match
        + " order by p.n";
  }

  private String update() {
    List<Column> others = columns.stream().filter(column -> !keys.contains(column)).toList();
    return others.isEmpty()
        ? "do nothing"
        : "do update set "
            + others.stream()
                .map(column -> column.quoted() + " = excluded." + column.quoted())
                .collect(joining(", "));
  }

  private String arrays(boolean numbered) {
    String types =
        columns.stream().map(column -> "?::" + column.typeName() + "[]").collect(joining(", "));
    String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(joining(", "));
    return "unnest("
        + types
        + ")"
        + (numbered ? " with ordinality as p(" + names + ", n)" : " as p(" + names + ")");
  }

  private static String quoted(List<Column> columns) {
    return columns.stream().map(Column::quoted).collect(joining(", "));
  }

  /** Types with their widths: {@code numeric(18,2)}. */
  private Map<String, String> declaredTypes(Connection connection) throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select attname, pg_catalog.format_type(atttypid, atttypmod) from pg_catalog.pg_attribute"
                + " where attrelid = pg_catalog.to_regclass(?) and attnum > 0")) {
      select.setString(1, table.quoted());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          types.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return types;
  }
}
