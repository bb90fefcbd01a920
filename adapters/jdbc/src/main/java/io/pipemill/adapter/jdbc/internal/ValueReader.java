package io.pipemill.adapter.jdbc.internal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column as one of the value types of {@link io.pipemill.canonical.record.RecordTree}. No
 * value passes through a binary floating point number or a time zone of this machine.
 */
@FunctionalInterface
public interface ValueReader {

  @Nullable Object read(ResultSet rows, int index) throws SQLException;

  /** The reader for a column, chosen once. */
  static ValueReader of(Column column) {
    String type = column.typeName().toLowerCase(Locale.ROOT);
    return switch (column.jdbcType()) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.TINYINT -> ValueReader::integer;
      case Types.NUMERIC, Types.DECIMAL -> ValueReader::decimal;
      case Types.REAL, Types.FLOAT, Types.DOUBLE ->
          type.equals("money") ? ValueReader::text : ValueReader::floating;
      case Types.BOOLEAN -> ValueReader::flag;
      case Types.BIT -> type.equals("bit") ? ValueReader::text : ValueReader::flag;
      case Types.DATE -> ValueReader::date;
      case Types.TIMESTAMP_WITH_TIMEZONE -> ValueReader::instant;
      // PostgreSQL's driver calls both by the same number
      case Types.TIMESTAMP ->
          type.equals("timestamptz") ? ValueReader::instant : ValueReader::dateTime;
      default -> ValueReader::text;
    };
  }

  private static @Nullable Object integer(ResultSet rows, int index) throws SQLException {
    long value = rows.getLong(index);
    return rows.wasNull() ? null : (Object) value;
  }

  private static @Nullable Object decimal(ResultSet rows, int index) throws SQLException {
    try {
      return rows.getBigDecimal(index);
    } catch (SQLException e) {
      // NaN and Infinity, which are no decimals, stay what they are called
      String text = rows.getString(index);
      if (text != null && Character.isLetter(text.charAt(text.length() - 1))) {
        return text;
      }
      throw e;
    }
  }

  private static @Nullable Object floating(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    if (text == null || Character.isLetter(text.charAt(text.length() - 1))) {
      return text;
    }
    return new BigDecimal(text);
  }

  private static @Nullable Object flag(ResultSet rows, int index) throws SQLException {
    boolean value = rows.getBoolean(index);
    return rows.wasNull() ? null : (Object) value;
  }

  private static @Nullable Object date(ResultSet rows, int index) throws SQLException {
    LocalDate date = rows.getObject(index, LocalDate.class);
    return date == null || date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)
        ? rows.getString(index)
        : date;
  }

  private static @Nullable Object dateTime(ResultSet rows, int index) throws SQLException {
    LocalDateTime time = rows.getObject(index, LocalDateTime.class);
    return time == null || time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN)
        ? rows.getString(index)
        : time;
  }

  private static @Nullable Object instant(ResultSet rows, int index) throws SQLException {
    OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
    return time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)
        ? rows.getString(index)
        : time.toInstant();
  }

  private static @Nullable Object text(ResultSet rows, int index) throws SQLException {
    return rows.getString(index);
  }
}
