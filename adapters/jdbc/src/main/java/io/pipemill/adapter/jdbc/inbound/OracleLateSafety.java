package io.pipemill.adapter.jdbc.inbound;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Oracle: open transactions of all instances. UNPROVEN: no Oracle database has run this. Needs
 * SELECT on GV_$TRANSACTION and GV_$SESSION. Weaker than on PostgreSQL: a transaction shows up with
 * its first change, so one that took its timestamp before is covered by the overlap only.
 */
final class OracleLateSafety implements LateSafety {
  private static final String SQL =
      """
      select systimestamp, t.inst_id || '.' || t.xidusn || '.' || t.xidslot || '.' || t.xidsqn
        from dual left join gv$transaction t on not exists
             (select 1 from gv$session s
               where s.inst_id = t.inst_id and s.taddr = t.addr
                 and s.audsid = sys_context('USERENV', 'SESSIONID'))
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
        if (transaction != null && !transaction.equals("...")) {
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
