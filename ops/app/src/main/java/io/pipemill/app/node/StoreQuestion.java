package io.pipemill.app.node;

import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.CheckResult.Level;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Health of the hub's store. */
final class StoreQuestion {
  private static final String COMPONENT = "store";

  private StoreQuestion() {}

  static CheckResult ask(HubStore store) {
    try {
      return store.inTransaction(StoreQuestion::ask);
    } catch (RuntimeException e) {
      return CheckResult.fail(COMPONENT, "does not answer: " + e.getMessage());
    }
  }

  static CheckResult ask(Connection connection) throws SQLException {
    Map<String, String> facts = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('server_version'), current_setting('fsync'),"
                    + " current_setting('synchronous_commit'),"
                    + " pg_size_pretty(pg_database_size(current_database()))")) {
      row.next();
      facts.put("version", row.getString(1));
      facts.put("fsync", row.getString(2));
      facts.put("synchronous_commit", row.getString(3));
      facts.put("size", row.getString(4));
    }
    boolean durable =
        "on".equals(facts.get("fsync")) && !"off".equals(facts.get("synchronous_commit"));
    return durable
        ? new CheckResult(COMPONENT, Level.OK, "answers, commits are durable", facts)
        : new CheckResult(
            COMPONENT,
            Level.FAIL,
            "commits are not durable: switch fsync and synchronous_commit on",
            facts);
  }
}
