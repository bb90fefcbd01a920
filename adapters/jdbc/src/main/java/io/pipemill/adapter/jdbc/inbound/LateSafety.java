package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.oracle.Engine;
import java.sql.Connection;
import java.sql.SQLException;

/** How an engine tells which transactions are open, so that none of them commits behind us. */
interface LateSafety {

  /** The way of an engine. Only PostgreSQL's is proven. */
  static LateSafety of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> new PostgresLateSafety();
      case ORACLE -> new OracleLateSafety();
      case SQLSERVER -> new SqlServerLateSafety();
    };
  }

  /** The statement or statements used, for people and for tests of the text. */
  String sql();

  /**
   * Takes the open transactions. Must be called before the snapshot of the read they are to guard,
   * in another transaction.
   */
  Activity observe(Connection connection) throws SQLException;
}
