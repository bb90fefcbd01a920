package io.pipemill.oracle;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.Resolution.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code pipemill_outcome} in a target's own database, and the tombstone protocol over it
 * (ARCHITECTURE, invariant 2). Each attempt inserts its id first in its own transaction. To learn
 * the fate of an attempt, its id is inserted again as a tombstone: the unique key makes the
 * database decide, once and for ever, which of the two stands. A tombstone has batch 0; an attempt
 * has at least one document.
 *
 * <p>Thread-safe. Proved on PostgreSQL; the Oracle text is unproven.
 */
public final class OutcomeLedger {
  private static final int TOMBSTONE = 0;
  private final OutcomeSql sql;

  /**
   * @param schema where the table is; null for the connection's own
   */
  public OutcomeLedger(Engine engine, @Nullable String schema) {
    this.sql = OutcomeSql.of(engine, schema);
  }

  /** The DDL, for a DBA who makes the table himself. */
  public String ddl() {
    return sql.create();
  }

  /**
   * Makes the table if it is not there, in a transaction of its own. Harmless if several nodes do
   * it at once.
   *
   * @throws AdapterException CONFIGURATION if the privilege is missing: have the DBA run {@link
   *     #ddl}
   */
  public void createIfAbsent(DataSource target) {
    try (Connection connection = open(target)) {
      if (exists(connection)) {
        connection.rollback();
        return;
      }
      try (var statement = connection.createStatement()) {
        statement.execute(sql.create());
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        if (!exists(connection)) {
          throw e;
        }
        connection.rollback();
      }
    } catch (SQLException e) {
      AdapterException failure = SqlErrors.classify(e, Phase.EXECUTE, "table pipemill_outcome");
      Pools.failed(target, failure);
      throw failure;
    }
  }

  /** Whether the table can be read. */
  public boolean exists(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql.exists())) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }

  /**
   * The first statement of a target transaction. A duplicate key means that a tombstone already
   * stands: the attempt was given up and must not be written.
   *
   * @param batch number of documents, at least 1
   * @param fingerprint over the whole batch
   * @param requestId the target's asynchronous request; null if none or not yet known
   */
  public void record(
      Connection connection,
      UUID attempt,
      int batch,
      byte[] fingerprint,
      @Nullable String requestId)
      throws SQLException {
    if (batch < 1) {
      throw new IllegalArgumentException("attempt of " + batch + " documents, expected at least 1");
    }
    insert(connection, attempt, batch, fingerprint, requestId, 0);
  }

  /** Adds the request to an attempt recorded before, in the same transaction. */
  public void requested(Connection connection, UUID attempt, String requestId) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql.request())) {
      update.setString(1, requestId);
      sql.bind(update, 2, attempt);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException(
            "attempt " + attempt + " is not recorded in this transaction");
      }
    }
  }

  /**
   * The truth about an attempt, on a new connection. Repeatable: the answer never changes from
   * COMMITTED or NEVER.
   *
   * @param wait how long to wait for an orphan that holds the id; ALIVE after that
   * @throws AdapterException TRANSIENT if the target cannot be asked now
   */
  public Resolution resolve(DataSource target, UUID attempt, Duration wait) {
    try (Connection connection = open(target)) {
      try {
        return bury(connection, attempt, wait);
      } catch (SQLException e) {
        throw resolving(e, target, attempt);
      }
    } catch (SQLException e) {
      throw resolving(e, target, attempt);
    }
  }

  private Resolution bury(Connection connection, UUID attempt, Duration wait) throws SQLException {
    try {
      sql.boundWaits(connection, wait);
      // a second later than the lock's own bound: the backstop for whatever else may block
      insert(connection, attempt, TOMBSTONE, null, null, (int) wait.toSeconds() + 2);
    } catch (SQLException e) {
      connection.rollback();
      if (SqlErrors.duplicateKey(e)) {
        return standing(connection, attempt);
      }
      if (SqlErrors.gaveUpWaiting(e)) {
        return new Resolution(Verdict.ALIVE, null);
      }
      throw e;
    }
    // if this COMMIT is lost, the caller asks again and finds the tombstone, or makes it
    connection.commit();
    return new Resolution(Verdict.NEVER, null);
  }

  private Resolution standing(Connection connection, UUID attempt) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.select())) {
      sql.bind(select, 1, attempt);
      select.setQueryTimeout(10);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          // purged between the two statements: someone else is at work on this attempt
          return new Resolution(Verdict.ALIVE, null);
        }
        return rows.getInt(1) == TOMBSTONE
            ? new Resolution(Verdict.NEVER, null)
            : new Resolution(Verdict.COMMITTED, rows.getString(2));
      }
    } finally {
      connection.rollback();
    }
  }

  private void insert(
      Connection connection,
      UUID attempt,
      int batch,
      byte @Nullable [] fingerprint,
      @Nullable String requestId,
      int timeoutSeconds)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql.insert())) {
      sql.bind(insert, 1, attempt);
      insert.setInt(2, batch);
      if (fingerprint == null) {
        insert.setNull(3, Types.VARBINARY);
      } else {
        insert.setBytes(3, fingerprint);
      }
      insert.setString(4, requestId);
      if (timeoutSeconds > 0) {
        insert.setQueryTimeout(timeoutSeconds);
      }
      insert.executeUpdate();
    }
  }

  private static Connection open(DataSource target) throws SQLException {
    Connection connection = target.getConnection();
    if (connection.getAutoCommit()) {
      connection.setAutoCommit(false);
    }
    return connection;
  }

  /** A failure to ask leaves the attempt in doubt, and is never an answer. */
  private static AdapterException resolving(SQLException e, DataSource target, UUID attempt) {
    AdapterException failure = SqlErrors.classify(e, Phase.EXECUTE, "resolving attempt " + attempt);
    Pools.failed(target, failure);
    return failure;
  }
}
