package io.pipemill.adapter.ebs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.Resolution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Connections and transactions; errors leave it with a code and a kind. */
final class EbsDatabase implements AutoCloseable {
  private final HikariDataSource pool;

  EbsDatabase(String system, EbsConfig config) {
    HikariConfig settings = new HikariConfig();
    settings.setPoolName("ebs-" + system);
    settings.setJdbcUrl(config.url());
    settings.setUsername(config.user());
    settings.setPassword(config.password());
    settings.setAutoCommit(false);
    settings.setMaximumPoolSize(config.poolSize());
    settings.setMinimumIdle(1);
    settings.setInitializationFailTimeout(-1);
    settings.setConnectionTimeout(5000);
    this.pool = new HikariDataSource(settings);
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

  <T> T read(String what, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      try {
        return work.run(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(what, e, AdapterException.Outcome.NOT_DONE);
    }
  }

  @Nullable String attempt(Attempt attempt, Delivery work, AdapterContext.FaultPoint faults) {
    boolean committing = false;
    try (Connection connection = pool.getConnection()) {
      try {
        try (PreparedStatement statement =
            connection.prepareStatement("insert into pipemill_outcome (attempt_id) values (?)")) {
          statement.setString(1, attempt.id().toString());
          statement.executeUpdate();
        }
        String request = work.run(connection);
        try (PreparedStatement statement =
            connection.prepareStatement(
                "update pipemill_outcome set request_id = ? where attempt_id = ?")) {
          statement.setString(1, request);
          statement.setString(2, attempt.id().toString());
          statement.executeUpdate();
        }
        faults.reached("ebs.before-commit");
        committing = true;
        connection.commit();
        faults.reached("ebs.after-commit");
        return request;
      } catch (SQLException | RuntimeException e) {
        if (!committing) {
          connection.rollback();
        }
        throw e;
      }
    } catch (SQLException e) {
      throw failure(
          "deliver",
          e,
          committing ? AdapterException.Outcome.UNKNOWN : AdapterException.Outcome.NOT_DONE);
    }
  }

  Resolution resolve(Attempt attempt) {
    return read(
        "resolve",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select request_id from pipemill_outcome where attempt_id = ?")) {
            statement.setString(1, attempt.id().toString());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? new Resolution(Resolution.Verdict.COMMITTED, row.getString(1))
                  : new Resolution(Resolution.Verdict.ALIVE, null);
            }
          }
        });
  }

  void resubmit(Writing work) {
    try (Connection connection = pool.getConnection()) {
      try {
        work.run(connection);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        if (!"23505".equals(e.getSQLState())) {
          throw e;
        }
        // another node has submitted it again: nothing to do
      }
    } catch (SQLException e) {
      throw failure("resubmit", e, AdapterException.Outcome.NOT_DONE);
    }
  }

  private static AdapterException failure(
      String what, SQLException e, AdapterException.Outcome outcome) {
    return new AdapterException(
        "EBS-020", ErrorKind.TRANSIENT, outcome, what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    pool.close();
  }
}
