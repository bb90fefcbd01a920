package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: every open transaction holds a lock on its virtual id from its start, before it has
 * written anything (manual, "pg_locks"). Needs no privilege. The three statements run one after the
 * other in one transaction: the clock first, prepared transactions last, so that one prepared in
 * between is in at least one of the sets. Autovacuum and other workers without a user write no
 * rows.
 */
final class PostgresLateSafety implements LateSafety {
  private static final String SQL =
      """
      select now(), pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('log_timezone', true);
      select l.virtualxid
        from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'virtualxid' and l.granted and l.pid <> pg_catalog.pg_backend_pid()
         and (a.pid is null or a.usesysid is not null
              and a.datid = (select oid from pg_catalog.pg_database
                              where datname = pg_catalog.current_database()));
      select transaction::text from pg_catalog.pg_prepared_xacts
       where database = pg_catalog.current_database()
      """;

  @Override
  public String sql() {
    return SQL;
  }

  @Override
  public Activity observe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SQL);
      OffsetDateTime now;
      String zone;
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        now = rows.getObject(1, OffsetDateTime.class);
        zone = rows.getString(3);
        if (rows.getBoolean(2)) {
          throw new AdapterException(
              "JDBC-011",
              ErrorKind.CONFIGURATION,
              "source database: found a standby, expected the primary: a standby does not show the"
                  + " transactions that may still commit");
        }
      }
      Set<String> running = texts(statement);
      Set<String> prepared = texts(statement);
      connection.commit();
      return new Activity(now.toInstant(), zone, running, prepared);
    }
  }

  private static Set<String> texts(Statement statement) throws SQLException {
    Set<String> texts = new HashSet<>();
    if (!statement.getMoreResults()) {
      throw new SQLException("no further result of the list of transactions", "XX000");
    }
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        @Nullable String text = rows.getString(1);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
