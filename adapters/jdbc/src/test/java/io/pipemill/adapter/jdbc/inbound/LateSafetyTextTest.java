package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The statements of engines that cannot be run here; their text is all that is tested. */
class LateSafetyTextTest {

  @Test
  void postgres_takesClockThenVirtualIdsThenPrepared() {
    String sql = new PostgresLateSafety().sql();
    assertThat(sql.indexOf("now()")).isLessThan(sql.indexOf("'virtualxid'"));
    assertThat(sql.indexOf("'virtualxid'")).isLessThan(sql.indexOf("pg_prepared_xacts"));
    assertThat(sql).contains("pid <> pg_catalog.pg_backend_pid()");
  }

  @Test
  void oracle_asksAllInstancesAndLeavesItselfOut() {
    assertThat(new OracleLateSafety().sql())
        .contains("gv$transaction")
        .contains("sys_context('USERENV', 'SESSIONID')")
        .contains("systimestamp");
  }

  @Test
  void sqlServer_asksThisDatabaseAndLeavesItselfOut() {
    assertThat(new SqlServerLateSafety().sql())
        .contains("sys.dm_tran_database_transactions")
        .contains("db_id()")
        .contains("min_active_rowversion()")
        .contains("@@spid");
  }
}
