package io.pipemill.adapter.ebs;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standard JDBC only: lists of key tuples and array-bound batches, which Oracle's driver sends in
 * one round trip. The tests run the whole adapter on it against PostgreSQL; on Oracle it is
 * unproven.
 */
final class PortableDialect implements Dialect {
  private final boolean oracle;

  PortableDialect(boolean oracle) {
    this.oracle = oracle;
  }

  // Oracle takes at most 1,000 entries in an IN list
  @Override
  public int maxKeys() {
    return 1000;
  }

  // Counts are rounded up to a power of two and the last key repeated, so that a few texts serve
  // every batch size and the shared pool is not flooded with cursors.
  @Override
  public String in(String column, int count, KeyType type) {
    return column + " in (" + "?,".repeat(rounded(count) - 1) + "?)";
  }

  private int rounded(int count) {
    int power = Integer.highestOneBit(Math.max(1, count));
    return Math.min(maxKeys(), power == count ? power : power << 1);
  }

  @Override
  public int bind(PreparedStatement statement, int at, List<?> keys, KeyType type)
      throws SQLException {
    int places = rounded(keys.size());
    for (int k = 0; k < places; k++) {
      Object key = keys.get(Math.min(k, keys.size() - 1));
      if (type == KeyType.NUMBER) {
        statement.setBigDecimal(at + k, BigDecimal.valueOf((Long) key));
      } else {
        statement.setString(at + k, (String) key);
      }
    }
    return at + places;
  }

  @Override
  public void load(Connection connection, TableRows rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int[] used = rows.used();
    StringBuilder sql = new StringBuilder("insert into ").append(rows.table().table()).append(" (");
    for (int i = 0; i < used.length; i++) {
      sql.append(i > 0 ? "," : "").append(rows.table().columns().get(used[i]).name());
    }
    sql.append(") values (").append("?,".repeat(used.length - 1)).append("?)");
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (@Nullable Object[] row : rows.rows()) {
        for (int i = 0; i < used.length; i++) {
          set(statement, i + 1, rows.table().columns().get(used[i]).kind(), row[used[i]]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(
      PreparedStatement statement, int at, InterfaceTable.Kind kind, @Nullable Object value)
      throws SQLException {
    switch (kind) {
      case TEXT, FLAG -> statement.setString(at, (String) value);
      case NUMBER -> {
        if (value == null) {
          statement.setNull(at, Types.NUMERIC);
        } else if (value instanceof BigDecimal number) {
          statement.setBigDecimal(at, number);
        } else {
          statement.setBigDecimal(at, BigDecimal.valueOf(((Number) value).longValue()));
        }
      }
      case DATE -> {
        if (value == null) {
          statement.setNull(at, Types.TIMESTAMP);
        } else if (value instanceof LocalDate date) {
          statement.setObject(at, date.atStartOfDay());
        } else {
          statement.setObject(at, (LocalDateTime) value);
        }
      }
    }
  }

  @Override
  public void snapshot(Connection connection) throws SQLException {
    if (!oracle) {
      new PostgresDialect().snapshot(connection);
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction read only");
    }
  }

  @Override
  public String identity(Connection connection) throws SQLException {
    if (!oracle) {
      return new PostgresDialect().identity(connection);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select name, dbid, to_char(created, 'YYYY-MM-DD HH24:MI:SS') from v$database")) {
      row.next();
      return "oracle:" + row.getString(1) + ":" + row.getString(2) + ":" + row.getString(3);
    }
  }
}
