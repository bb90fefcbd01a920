package io.pipemill.adapter.jdbc.inbound;

import java.sql.Connection;
import java.sql.SQLException;

/** How an engine tells which transactions are open, so that none of them commits behind us. */
interface LateSafety {

  /** The statement or statements used, for people and for tests of the text. */
  String sql();

  /**
   * Takes the open transactions. Must be called before the snapshot of the read they are to guard,
   * in another transaction.
   */
  Activity observe(Connection connection) throws SQLException;
}
