package io.pipemill.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs the parts of a sample in one transaction each. */
final class Acts {
  private Acts() {}

  /** What an act does. */
  interface Act {
    void run() throws SQLException;
  }

  /** Makes the tables of a script, empty. */
  static void tables(Connection connection, String script) throws SQLException {
    together(connection, () -> TableRows.run(connection, script));
  }

  /** Makes the tables of a script, and runs the act unless that was done before. */
  static void first(Connection connection, String script, Act act) throws SQLException {
    together(
        connection,
        () -> {
          TableRows.run(connection, script);
          once(connection, 1, act);
        });
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }

  /** Runs the second act unless that was done before. */
  static void second(Connection connection, Act act) throws SQLException {
    together(connection, () -> once(connection, 2, act));
  }

  private static void once(Connection connection, int number, Act act) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists sample_act (number integer primary key)");
      int added =
          statement.executeUpdate(
              "insert into sample_act values (" + number + ") on conflict do nothing");
      if (added == 0) {
        return;
      }
    }
    act.run();
  }

  private static void together(Connection connection, Act act) throws SQLException {
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
