package io.pipemill.adapter.ebs;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of base tables as text by column, for predictions. Values are written the same way whatever
 * the driver gives: numbers without trailing zeros, dates without a time at midnight.
 */
final class BaseRows {
  private final Dialect dialect;

  BaseRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /** One row; columns in upper case. */
  static final class Row {
    final Map<String, String> values = new LinkedHashMap<>();

    @Nullable String get(String column) {
      return values.get(column);
    }

    long id(String column) {
      return Long.parseLong(Objects.requireNonNull(values.get(column), column));
    }

    /** Sets a column unless the value is null: that is what an import does with a null column. */
    void set(String column, @Nullable Object value) {
      String text = text(value);
      if (text != null) {
        values.put(column, text);
      }
    }

    Row copy() {
      Row row = new Row();
      row.values.putAll(values);
      return row;
    }
  }

  List<Row> read(
      Connection connection,
      String table,
      String columns,
      String key,
      KeyType type,
      Collection<?> keys)
      throws SQLException {
    List<Row> found = new ArrayList<>();
    for (List<?> part : dialect.parts(keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select "
                  + columns
                  + " from "
                  + table
                  + " where "
                  + dialect.in(key, part.size(), type))) {
        dialect.bind(statement, 1, part, type);
        try (ResultSet rows = statement.executeQuery()) {
          int count = rows.getMetaData().getColumnCount();
          String[] names = new String[count];
          boolean[] dates = new boolean[count];
          for (int i = 0; i < count; i++) {
            dates[i] = rows.getMetaData().getColumnType(i + 1) == Types.TIMESTAMP;
            names[i] = rows.getMetaData().getColumnLabel(i + 1).toUpperCase(Locale.ROOT);
          }
          while (rows.next()) {
            Row row = new Row();
            for (int i = 0; i < count; i++) {
              row.set(
                  names[i],
                  dates[i] ? rows.getObject(i + 1, LocalDateTime.class) : rows.getObject(i + 1));
            }
            found.add(row);
          }
        }
      }
    }
    return found;
  }

  static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? time.toLocalDate().toString()
          : time.toString();
    }
    String text = value.toString();
    // Oracle knows no empty text
    return text.isEmpty() ? null : text;
  }

  /**
   * The change from one state to another in these columns; null if there is none. A null state
   * means that the row is not there.
   */
  static @Nullable RowChange change(
      String table, String key, @Nullable Row before, @Nullable Row after, List<String> columns) {
    Map<String, @Nullable String> from = new LinkedHashMap<>();
    Map<String, @Nullable String> to = new LinkedHashMap<>();
    for (String column : columns) {
      String old = before == null ? null : before.get(column);
      String now = after == null ? null : after.get(column);
      if (!Objects.equals(old, now)) {
        if (before != null) {
          from.put(column, old);
        }
        if (after != null) {
          to.put(column, now);
        }
      }
    }
    return from.isEmpty() && to.isEmpty() ? null : new RowChange(table, key, from, to);
  }
}
