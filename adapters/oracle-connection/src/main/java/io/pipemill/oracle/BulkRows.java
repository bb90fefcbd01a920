package io.pipemill.oracle;

import de.bytefish.pgbulkinsert.pgsql.PgBinaryWriter;
import de.bytefish.pgbulkinsert.pgsql.handlers.ByteArrayValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.IValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.StringValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.UUIDValueHandler;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Rows into one table of a PostgreSQL by COPY in binary form: three times as fast as a rewritten
 * batch insert (design/PERFORMANCE.md).
 */
public final class BulkRows implements AutoCloseable {
  private static final long EPOCH_2000_SECONDS = 946_684_800L;
  private static final StringValueHandler TEXT = new StringValueHandler();
  private static final UUIDValueHandler ID = new UUIDValueHandler();
  private static final ByteArrayValueHandler BYTES = new ByteArrayValueHandler();
  private static final NumericHandler NUMERIC = new NumericHandler();

  private final PgBinaryWriter writer;
  private final int columns;

  /**
   * @param table table name
   * @param columns comma-separated column names, in the order of the values
   */
  public BulkRows(Connection connection, String table, String columns) throws SQLException {
    this.columns = (int) columns.chars().filter(c -> c == ',').count() + 1;
    String copy = "COPY " + table + " (" + columns + ") FROM STDIN BINARY";
    this.writer =
        new PgBinaryWriter(
            new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy, 65_536), 65_536);
  }

  public BulkRows row() throws SQLException {
    try {
      writer.startRow(columns);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
    return this;
  }

  private void absent() throws SQLException {
    try {
      writer.writeNull();
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }

  private <T> void present(IValueHandler<T> handler, T value) throws SQLException {
    try {
      writer.write(handler, value);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }

  /** The writer hides what the server says behind exceptions of its own, at any depth. */
  private static SQLException unwrapped(RuntimeException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    throw e;
  }

  public BulkRows text(@Nullable String value) throws SQLException {
    if (value == null) {
      absent();
    } else {
      // PostgreSQL text cannot hold NUL; files can
      present(TEXT, value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD'));
    }
    return this;
  }

  public BulkRows number(long value) throws SQLException {
    try {
      writer.writeLong(value);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
    return this;
  }

  public BulkRows integer(int value) throws SQLException {
    try {
      writer.writeInt(value);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
    return this;
  }

  public BulkRows id(@Nullable UUID value) throws SQLException {
    if (value == null) {
      absent();
    } else {
      present(ID, value);
    }
    return this;
  }

  public BulkRows bytes(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      absent();
    } else {
      present(BYTES, value);
    }
    return this;
  }

  public BulkRows numeric(@Nullable BigDecimal value) throws SQLException {
    if (value == null) {
      absent();
    } else {
      present(NUMERIC, value);
    }
    return this;
  }

  /** A wall clock, for {@code timestamp}. */
  public BulkRows localTime(@Nullable LocalDateTime value) throws SQLException {
    return instant(value == null ? null : value.toInstant(ZoneOffset.UTC));
  }

  public BulkRows instant(@Nullable Instant value) throws SQLException {
    if (value == null) {
      absent();
    } else {
      number((value.getEpochSecond() - EPOCH_2000_SECONDS) * 1_000_000 + value.getNano() / 1_000);
    }
    return this;
  }

  /** Ends the COPY; the rows are in the transaction now. */
  @Override
  public void close() throws SQLException {
    try {
      writer.close();
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }
}
