package io.pipemill.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows of one table, written by COPY. */
final class TableRows {
  private final String table;
  private final String[] columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  TableRows(String table, String columns) {
    this.table = table;
    this.columns = columns.split(",\\s*");
  }

  void add(@Nullable Object... values) {
    if (values.length != columns.length) {
      throw new IllegalArgumentException(
          table + ": " + values.length + " values for " + columns.length + " columns");
    }
    rows.add(values);
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  /** Index of a column, for changes to rows not written yet. */
  int column(String name) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(table + " has no column " + name);
  }

  void copyInto(Connection connection) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " (" + String.join(",", columns) + ") from stdin");
    try {
      StringBuilder text = new StringBuilder(1 << 16);
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          append(text, row[i]);
          text.append(i + 1 == row.length ? '\n' : '\t');
        }
        if (text.length() > 60_000) {
          write(copy, text);
        }
      }
      write(copy, text);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private static void append(StringBuilder into, @Nullable Object value) {
    if (value == null) {
      into.append("\\N");
      return;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> into.append("\\\\");
        case '\t' -> into.append("\\t");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        default -> into.append(c);
      }
    }
  }

  /** Runs the statements of a resource of this package. */
  static void run(Connection connection, String resource) throws SQLException {
    try (var script = TableRows.class.getResourceAsStream(resource);
        var statement = connection.createStatement()) {
      if (script == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
