package io.pipemill.hub.intake;

import io.pipemill.hub.journal.States;
import io.pipemill.mapping.Mapped.MissingMaster;
import io.pipemill.mapping.OnMissing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Older versions of an object that still wait for a customer or item while a newer one does not:
 * let go later, they would arrive behind it. In the caller's transaction, which has the subjects'
 * locks.
 */
final class HeldVersions {
  private HeldVersions() {}

  /** Where every version counts: the newer ones wait for the same. */
  static void waitBehind(Connection connection, int flow, List<Draft> drafts, List<Draft> newer)
      throws SQLException {
    Map<String, List<MissingMaster>> awaited = awaited(connection, flow, keys(newer));
    for (Draft draft : drafts) {
      if (draft.is(States.HELD)) {
        awaited
            .computeIfAbsent(draft.keyOrEmpty(), key -> new ArrayList<>())
            .addAll(draft.waitsFor);
      } else if (newer.contains(draft) && awaited.containsKey(draft.keyOrEmpty())) {
        draft.state = States.HELD;
        draft.reason = "MASTER";
        draft.waitsFor = awaited.get(draft.keyOrEmpty()).stream().distinct().toList();
      }
    }
  }

  /**
   * Where the newest is enough: the older ones are overtaken. To be called before the newer are
   * routed: an older one that is let go at the same time is then ahead of them.
   */
  static void overtake(Connection connection, int flow, List<Draft> newer) throws SQLException {
    Long[] versions = newer.stream().map(draft -> draft.version).toArray(Long[]::new);
    // in one order, so that a release that goes on at the same time is waited for, not fought
    try (PreparedStatement update =
        connection.prepareStatement(
            "update document set state = 'superseded', reason = 'NEWER_VERSION' where id = any(array("
                + "select d.id from document d join unnest(?::varchar[], ?::bigint[]) as t(k, v) on d.business_key = t.k"
                + " where d.flow_id = ? and d.version < t.v and d.state = 'held' order by d.id for update of d))"
                + " and state = 'held'")) {
      update.setArray(1, connection.createArrayOf("varchar", keys(newer)));
      update.setArray(2, connection.createArrayOf("bigint", versions));
      update.setInt(3, flow);
      update.executeUpdate();
    }
  }

  private static String[] keys(List<Draft> drafts) {
    return drafts.stream().map(Draft::keyOrEmpty).toArray(String[]::new);
  }

  private static Map<String, List<MissingMaster>> awaited(
      Connection connection, int flow, String[] keys) throws SQLException {
    Map<String, List<MissingMaster>> awaited = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.business_key, h.master, h.code from document d join hold h on h.document_id = d.id"
                + " where d.flow_id = ? and d.business_key = any(?) and d.state = 'held'")) {
      select.setInt(1, flow);
      select.setArray(2, connection.createArrayOf("varchar", keys));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          awaited
              .computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
              .add(new MissingMaster(rows.getString(2), rows.getString(3), OnMissing.HOLD, null));
        }
      }
    }
    return awaited;
  }
}
