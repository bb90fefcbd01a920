package io.pipemill.hub.intake;

import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where each source stands. A position moves only by compare-and-set with the epoch of whoever took
 * the source over last, so that a paused former leader does no harm.
 */
final class SourcePositions {
  private final HubStore store;
  private final String node;

  SourcePositions(HubStore store, String node) {
    this.store = store;
    this.node = node;
  }

  /**
   * A source in our hands.
   *
   * @param position where to read on
   * @param epoch our right to move it
   */
  record Held(String position, long epoch) {}

  /** Takes the source over: from now on every other holder's epoch is stale. */
  Held take(Flow flow) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into source_position (flow_id, position, epoch, node, read_total, moved_at) values (?, '', 1, ?, 0, now())"
                      + " on conflict (flow_id) do update set epoch = source_position.epoch + 1, node = excluded.node"
                      + " returning position, epoch")) {
            upsert.setInt(1, flow.id());
            upsert.setString(2, node);
            try (ResultSet row = upsert.executeQuery()) {
              row.next();
              return new Held(row.getString(1), row.getLong(2));
            }
          }
        });
  }

  /**
   * Moves the position in the caller's transaction and counts what was read.
   *
   * @throws StaleEpoch if another node has taken the source over
   */
  void move(Connection connection, Flow flow, long epoch, String position, int read)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update source_position set position = ?, read_total = read_total + ?, moved_at = now()"
                + " where flow_id = ? and epoch = ?")) {
      update.setString(1, position);
      update.setInt(2, read);
      update.setInt(3, flow.id());
      update.setLong(4, epoch);
      if (update.executeUpdate() != 1) {
        throw new StaleEpoch(flow.routeId());
      }
    }
  }

  /** Counts documents that did not come from a cursor (answers, masters made from orders). */
  static void count(Connection connection, int flow, String node, int read) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into source_position (flow_id, position, epoch, node, read_total, moved_at) values (?, '', 0, ?, ?, now())"
                + " on conflict (flow_id) do update set read_total = source_position.read_total + excluded.read_total")) {
      upsert.setInt(1, flow);
      upsert.setString(2, node);
      upsert.setInt(3, read);
      upsert.executeUpdate();
    }
  }

  /** Another node reads this source now. */
  static final class StaleEpoch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleEpoch(String route) {
      super(route + " was taken over by another node");
    }
  }
}
