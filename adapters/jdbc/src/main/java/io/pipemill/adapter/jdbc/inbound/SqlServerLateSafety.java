package io.pipemill.adapter.jdbc.inbound;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * SQL Server: open transactions of this database. UNPROVEN: no SQL Server has run this. Needs VIEW
 * DATABASE STATE. For a changedBy of type rowversion, MIN_ACTIVE_ROWVERSION() is the lowest value
 * that may still commit; the open transactions cover it as well.
 */
final class SqlServerLateSafety implements LateSafety {
  private static final String SQL =
      """
      select sysdatetimeoffset(), t.transaction_id, min_active_rowversion()
        from (select 1 as one) x
        left join sys.dm_tran_database_transactions t
          on t.database_id = db_id()
         and t.transaction_id not in
             (select s.transaction_id from sys.dm_tran_session_transactions s
               where s.session_id = @@spid)
      """;

  @Override
  public String sql() {
    return SQL;
  }

  @Override
  public Activity observe(Connection connection) throws SQLException {
    Set<String> running = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      OffsetDateTime now = null;
      while (rows.next()) {
        now = rows.getObject(1, OffsetDateTime.class);
        String transaction = rows.getString(2);
        if (transaction != null) {
          running.add(transaction);
        }
      }
      if (now == null) {
        throw new SQLException("no clock", "XX000");
      }
      connection.commit();
      return new Activity(now.toInstant(), null, running, Set.of());
    }
  }
}
