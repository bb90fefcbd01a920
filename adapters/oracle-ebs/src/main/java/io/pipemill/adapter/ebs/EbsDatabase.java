package io.pipemill.adapter.ebs;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Resolution;
import io.pipemill.oracle.Engine;
import io.pipemill.oracle.OutcomeLedger;
import io.pipemill.oracle.Phase;
import io.pipemill.oracle.SqlErrors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connections and transactions. Every error leaves here with a code and a kind, told by the phase
 * it came in; a lost COMMIT is in doubt, everything before it certainly not done.
 */
final class EbsDatabase implements AutoCloseable {
  private static final Duration ORPHAN_WAIT = Duration.ofSeconds(5);
  private static final String RESUBMISSIONS =
      "create table pipemill_ebs_resubmission (original_request_id numeric(15) not null, attempt_no"
          + " numeric(5) not null, request_id numeric(15) not null, primary key"
          + " (original_request_id, attempt_no))";

  private final String system;
  private final HikariDataSource pool;
  private final OutcomeLedger ledger;
  private volatile boolean prepared;

  EbsDatabase(String system, HikariDataSource pool, Engine engine) {
    this.system = system;
    this.pool = pool;
    this.ledger = new OutcomeLedger(engine, null);
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Work that writes and submits; gives the request, or null if none was needed. */
  @FunctionalInterface
  interface Delivery {
    @Nullable String run(Connection connection) throws SQLException;
  }

  /** Work that gives nothing back. */
  @FunctionalInterface
  interface Writing {
    void run(Connection connection) throws SQLException;
  }

  /** Reads and rolls back. */
  <T> T read(String what, Work<T> work) {
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      try {
        return work.run(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(e, phase, what);
    }
  }

  /** One delivery: outcome row, work, request id, commit. */
  @Nullable String attempt(Attempt attempt, Delivery work, FaultPoint faults) {
    prepare();
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      try {
        record(connection, attempt);
        String request = work.run(connection);
        if (request != null) {
          ledger.requested(connection, attempt.id(), request);
        }
        faults.reached("ebs.before-commit");
        phase = Phase.COMMIT;
        connection.commit();
        faults.reached("ebs.after-commit");
        return request;
      } finally {
        if (phase == Phase.EXECUTE) {
          rollback(connection);
        }
      }
    } catch (SQLException e) {
      throw failure(e, phase, "delivery of " + attempt.documents().size() + " documents");
    }
  }

  private void record(Connection connection, Attempt attempt) throws SQLException {
    try {
      ledger.record(
          connection, attempt.id(), attempt.documents().size(), fingerprint(attempt), null);
    } catch (SQLException e) {
      if (SqlErrors.duplicateKey(e)) {
        throw new AdapterException(
            "EBS-010",
            ErrorKind.TRANSIENT,
            AdapterException.Outcome.NOT_DONE,
            system + ": attempt " + attempt.id() + " was given up already; a new one is needed",
            e);
      }
      throw e;
    }
  }

  private static byte[] fingerprint(Attempt attempt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (OutboundDocument document : attempt.documents()) {
        digest.update(document.fingerprint());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Resolution resolve(Attempt attempt) {
    prepare();
    return ledger.resolve(pool, attempt.id(), ORPHAN_WAIT);
  }

  /** Writes a resubmission; does nothing if another node was faster. */
  void resubmit(Writing work) {
    prepare();
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      try {
        work.run(connection);
        phase = Phase.COMMIT;
        connection.commit();
      } catch (SQLException e) {
        rollback(connection);
        if (phase == Phase.COMMIT || !SqlErrors.duplicateKey(e)) {
          throw e;
        }
      }
    } catch (SQLException e) {
      // in doubt or not, the next look at the rows shows what became of it
      throw failure(e, Phase.EXECUTE, "resubmission");
    }
  }

  /** Whether the house's own tables are there, without making them. */
  boolean installed(Connection connection) throws SQLException {
    return ledger.exists(connection);
  }

  String outcomeDdl() {
    return ledger.ddl();
  }

  /** Makes the house's own two tables where they are missing; once per start. */
  void prepare() {
    if (prepared) {
      return;
    }
    ledger.createIfAbsent(pool);
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      if (!resubmissionsThere(connection)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(RESUBMISSIONS);
          connection.commit();
        } catch (SQLException e) {
          connection.rollback();
          if (!resubmissionsThere(connection)) {
            throw e;
          }
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      throw failure(e, phase, "table pipemill_ebs_resubmission");
    }
    prepared = true;
  }

  private static boolean resubmissionsThere(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from pipemill_ebs_resubmission where original_request_id = -1");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return true;
    } catch (SQLException e) {
      connection.rollback();
      return false;
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // the connection is gone and its transaction with it; the first error is the one to report
    }
  }

  private AdapterException failure(SQLException e, Phase phase, String what) {
    return SqlErrors.classify(e, phase, system + ": " + what);
  }

  @Override
  public void close() {
    pool.close();
  }
}
