package io.pipemill.hub.routing;

import io.pipemill.hub.store.HubStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which systems operators have stopped: nothing is read from them or sent to them. */
public final class Holds {
  private static final List<String[]> TABLES =
      List.of(new String[] {"source_state", "system"}, new String[] {"target_state", "target"});
  private final HubStore store;

  public Holds(HubStore store) {
    this.store = store;
  }

  /** Reason by system id. */
  public Map<String, String> held() {
    return store.inTransaction(
        connection -> {
          Map<String, String> held = new LinkedHashMap<>();
          for (String[] table : TABLES) {
            try (PreparedStatement select =
                    connection.prepareStatement(
                        "select " + table[1] + ", held_reason from " + table[0] + " where held");
                ResultSet row = select.executeQuery()) {
              while (row.next()) {
                held.putIfAbsent(row.getString(1), String.valueOf(row.getString(2)));
              }
            }
          }
          return held;
        });
  }

  /**
   * Stops a system; takes effect on every node within a second.
   *
   * @param actor who does it, kept with the reason
   */
  public void hold(String system, String reason, String actor) {
    set(system, true, actor + ": " + reason);
  }

  public void release(String system, String actor) {
    set(system, false, "released by " + actor);
  }

  private void set(String system, boolean held, String reason) {
    String text = reason.length() > 400 ? reason.substring(0, 400) : reason;
    store.inTransaction(
        connection -> {
          for (String[] table : TABLES) {
            write(connection, table, system, held, text);
          }
          return null;
        });
  }

  private static void write(
      java.sql.Connection connection, String[] table, String system, boolean held, String reason)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into "
                + table[0]
                + " ("
                + table[1]
                + ", held, held_reason) values (?, ?, ?) on conflict ("
                + table[1]
                + ") do update set held = excluded.held, held_reason = excluded.held_reason")) {
      upsert.setString(1, system);
      upsert.setBoolean(2, held);
      upsert.setString(3, reason);
      upsert.executeUpdate();
    }
  }
}
