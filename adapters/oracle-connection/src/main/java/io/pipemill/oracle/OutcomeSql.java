package io.pipemill.oracle;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's SQL for one engine.
 *
 * @param exists gives one row with 1 if the table is there
 */
record OutcomeSql(
    Engine engine, String create, String exists, String insert, String request, String select) {

  static OutcomeSql of(Engine engine, @Nullable String schema) {
    String table = (schema == null ? "" : quoted(schema, engine) + ".") + "pipemill_outcome";
    String insert =
        "insert into "
            + table
            + " (attempt_id, batch, fingerprint, request_id, at) values (?, ?, ?, ?, ";
    String request = "update " + table + " set request_id = ? where attempt_id = ?";
    String select = "select batch, request_id from " + table + " where attempt_id = ?";
    return switch (engine) {
      case POSTGRESQL ->
          new OutcomeSql(
              engine,
              "create table if not exists "
                  + table
                  + " (attempt_id uuid not null primary key, batch integer not null, fingerprint bytea,"
                  + " request_id varchar(200), at timestamptz not null)",
              "select case when to_regclass('"
                  + table.replace("'", "''")
                  + "') is null then 0 else 1 end",
              insert + "clock_timestamp())",
              request,
              select);
      case ORACLE ->
          new OutcomeSql(
              engine,
              "create table "
                  + table
                  + " (attempt_id raw(16) not null primary key, batch number(10) not null, fingerprint"
                  + " raw(64), request_id varchar2(200), at timestamp with time zone not null)",
              "select count(*) from all_tables where table_name = 'PIPEMILL_OUTCOME' and owner = "
                  + (schema == null
                      ? "sys_context('USERENV', 'CURRENT_SCHEMA')"
                      : "'" + schema.replace("'", "''") + "'"),
              insert + "systimestamp)",
              request,
              select);
      case SQLSERVER ->
          throw new IllegalArgumentException(
              "pipemill_outcome on SQL Server: not built, expected PostgreSQL or Oracle");
    };
  }

  void bind(PreparedStatement statement, int index, UUID attempt) throws SQLException {
    if (engine == Engine.ORACLE) {
      ByteBuffer bytes = ByteBuffer.allocate(16);
      bytes.putLong(attempt.getMostSignificantBits()).putLong(attempt.getLeastSignificantBits());
      statement.setBytes(index, bytes.array());
    } else {
      statement.setObject(index, attempt);
    }
  }

  /** Bounds waiting for locks in this transaction; a tombstone must also survive a crash. */
  void boundWaits(Connection connection, Duration wait) throws SQLException {
    if (engine == Engine.POSTGRESQL) {
      long millis = Math.max(1, wait.toMillis());
      try (var statement = connection.createStatement()) {
        statement.execute(
            "set local lock_timeout = "
                + millis
                + "; set local statement_timeout = "
                + (millis + 1_000)
                + "; set local synchronous_commit = on");
      }
    }
    // Oracle has no lock timeout for INSERT: the statement's query timeout bounds it (ORA-1013)
  }

  private static String quoted(String schema, Engine engine) {
    return engine == Engine.POSTGRESQL ? '"' + schema.replace("\"", "\"\"") + '"' : schema;
  }
}
