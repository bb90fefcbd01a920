package io.pipemill.reconciliation.fingerprint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param table as SQL names it, each part quoted where needed
 * @param columns its columns with their types, in its order
 */
record ComparedTable(String table, List<TableColumn> columns) {
  /** Of a domain the type below it; an enum counts as its text. */
  private static final String COLUMNS =
      """
      SELECT a.attname,
             CASE WHEN b.typtype = 'e' THEN 'enum'
                  ELSE format_type(b.oid, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END) END
      FROM pg_attribute a
      JOIN pg_type t ON t.oid = a.atttypid
      JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  /**
   * Reads the columns of a PostgreSQL table.
   *
   * @param name as a person writes it; parts in quotes keep their capitals
   * @return without columns if there is no such table
   */
  static ComparedTable read(Connection connection, String name) throws SQLException {
    List<TableColumn> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(
              new TableColumn(
                  rows.getString(1),
                  true,
                  ColumnType.parse(rows.getString(2)),
                  ColumnOptions.NONE));
        }
      }
    }
    return new ComparedTable(name, columns);
  }

  /** A column by its name whatever its capitals, null if there is none. */
  @Nullable TableColumn column(String name) {
    for (TableColumn column : columns) {
      if (column.name().toUpperCase(Locale.ROOT).equals(name.toUpperCase(Locale.ROOT))) {
        return column;
      }
    }
    return null;
  }
}
