package io.pipemill.adapter.ebs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

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
    StringBuilder sql =
        new StringBuilder("copy ")
            .append(rows.table().table().toLowerCase(Locale.ROOT))
            .append(" (");
    for (int i = 0; i < used.length; i++) {
      sql.append(i > 0 ? "," : "")
          .append(rows.table().columns().get(used[i]).name().toLowerCase(Locale.ROOT));
    }
    sql.append(") from stdin");
    StringBuilder text = new StringBuilder(rows.rows().size() * used.length * 8);
    for (@Nullable Object[] row : rows.rows()) {
      for (int i = 0; i < used.length; i++) {
        if (i > 0) {
          text.append('\t');
        }
        append(text, row[used[i]]);
      }
      text.append('\n');
    }
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              sql.toString(),
              new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
              65536);
    } catch (IOException e) {
      throw new SQLException("the rows could not be sent: " + e.getMessage(), "08006", e);
    }
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof String string) {
      for (int i = 0; i < string.length(); i++) {
        char c = string.charAt(i);
        switch (c) {
          case '\\' -> text.append("\\\\");
          case '\n' -> text.append("\\n");
          case '\r' -> text.append("\\r");
          case '\t' -> text.append("\\t");
          default -> text.append(c);
        }
      }
    } else if (value instanceof BigDecimal number) {
      text.append(number.toPlainString());
    } else {
      // whole numbers, LocalDate and LocalDateTime print as PostgreSQL reads them
      text.append(value);
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
