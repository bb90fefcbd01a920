package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads a column as what its kind expects, without detours over types that know a time zone. */
final class JdbcValue {
  private JdbcValue() {}

  static @Nullable Object read(ResultSet row, int index, ColumnKind kind, ColumnType type)
      throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString(index);
      case NUMBER, FLOAT, UUID -> row.getObject(index);
      case LOCAL ->
          type.name().equals("date")
              ? row.getObject(index, LocalDate.class)
              : row.getObject(index, LocalDateTime.class);
      case INSTANT -> row.getObject(index, OffsetDateTime.class);
      case TIME -> row.getObject(index, LocalTime.class);
      case BINARY -> row.getBytes(index);
    };
  }
}
