package io.pipemill.adapter.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a query, as the database says them. */
public final class QueryColumns {
  private QueryColumns() {}

  /**
   * The query as a table to select from.
   *
   * @param name for messages
   * @param query without parameters
   * @param place for problems
   * @return without columns, and with a problem, if the database refuses the query
   */
  public static Table table(
      Connection connection, String name, String query, String place, List<String> problems)
      throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    Table table = new Table("", name, false, columns, query);
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    try (PreparedStatement select =
            connection.prepareStatement("select * from " + table.quoted() + " t where false");
        ResultSet rows = select.executeQuery()) {
      ResultSetMetaData said = rows.getMetaData();
      for (int i = 1; i <= said.getColumnCount(); i++) {
        Column column = column(said, i);
        if (columns.putIfAbsent(column.name(), column) != null) {
          problems.add(
              place + ": found column " + column.name() + " twice, expected each name once");
        }
      }
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (!state.startsWith("42")) {
        throw e;
      }
      if (before != null) {
        connection.rollback(before);
      }
      problems.add(place + ": the database refuses it: " + e.getMessage());
    }
    return table;
  }

  private static Column column(ResultSetMetaData said, int i) throws SQLException {
    int type = said.getColumnType(i);
    boolean decimal = type == Types.NUMERIC || type == Types.DECIMAL;
    boolean bounded = said.getPrecision(i) > 0 && said.getPrecision(i) < 1_000;
    return new Column(
        said.getColumnLabel(i),
        type,
        said.getColumnTypeName(i),
        said.isNullable(i) != ResultSetMetaData.columnNoNulls,
        decimal && bounded ? (Integer) said.getScale(i) : null,
        null);
  }
}
