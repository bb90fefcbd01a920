package io.pipemill.adapter.ebs;

import io.pipemill.oracle.BulkRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arrays for keys, COPY for rows: three times the speed of a JDBC batch. */
final class PostgresDialect implements Dialect {

  @Override
  public int maxKeys() {
    return Integer.MAX_VALUE;
  }

  @Override
  public String in(String column, int count, KeyType type) {
    return column + (type == KeyType.NUMBER ? " = any (?::numeric[])" : " = any (?::text[])");
  }

  @Override
  public int bind(PreparedStatement statement, int at, List<?> keys, KeyType type)
      throws SQLException {
    statement.setArray(
        at,
        statement
            .getConnection()
            .createArrayOf(type == KeyType.NUMBER ? "numeric" : "text", keys.toArray()));
    return at + 1;
  }

  @Override
  public void load(Connection connection, TableRows rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int[] used = rows.used();
    StringBuilder names = new StringBuilder();
    InterfaceTable.Kind[] kinds = new InterfaceTable.Kind[used.length];
    for (int i = 0; i < used.length; i++) {
      InterfaceTable.Column column = rows.table().columns().get(used[i]);
      kinds[i] = column.kind();
      names.append(i > 0 ? "," : "").append(column.name().toLowerCase(Locale.ROOT));
    }
    String table = rows.table().table().toLowerCase(Locale.ROOT);
    try (BulkRows copy = new BulkRows(connection, table, names.toString())) {
      for (@Nullable Object[] row : rows.rows()) {
        copy.row();
        for (int i = 0; i < used.length; i++) {
          put(copy, kinds[i], row[used[i]]);
        }
      }
    }
  }

  private static void put(BulkRows copy, InterfaceTable.Kind kind, @Nullable Object value)
      throws SQLException {
    switch (kind) {
      case TEXT, FLAG -> copy.text((String) value);
      case NUMBER ->
          copy.numeric(
              value == null || value instanceof BigDecimal
                  ? (BigDecimal) value
                  : BigDecimal.valueOf(((Number) value).longValue()));
      case DATE ->
          copy.localTime(
              value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value);
    }
  }

  @Override
  public void snapshot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read read only");
    }
  }

  @Override
  public String identity(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_database(), system_identifier::text, (select oid::text from"
                    + " pg_database where datname = current_database()) from"
                    + " pg_control_system()")) {
      row.next();
      return "postgresql:" + row.getString(1) + ":" + row.getString(2) + ":" + row.getString(3);
    }
  }
}
