package io.pipemill.demo;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs the parts of a sample in one transaction each. */
final class Acts {
  private Acts() {}

  /** What an act does. */
  interface Act {
    void run() throws SQLException;
  }

  /** Makes the tables of a script, and runs the act if the table named is empty. */
  static void once(Connection connection, String script, String table, Act act)
      throws SQLException {
    together(
        connection,
        () -> {
          TableRows.run(connection, script);
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("select 1 from " + table + " limit 1")) {
            if (rows.next()) {
              return;
            }
          }
          act.run();
        });
    try (var statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }

  static void together(Connection connection, Act act) throws SQLException {
    boolean before = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      act.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(before);
    }
  }
}
