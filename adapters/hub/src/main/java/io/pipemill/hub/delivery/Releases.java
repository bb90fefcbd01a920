package io.pipemill.hub.delivery;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets held documents go when what they waited for has come; in the caller's transaction. */
public final class Releases {
  static final Set<String> MASTERS = Set.of("customer", "item");

  private final Outbox outbox;
  private final Supplier<Topology> topology;

  public Releases(Outbox outbox, Supplier<Topology> topology) {
    this.outbox = outbox;
    this.topology = topology;
  }

  /** Deliveries held behind an older version of their key that is out of the way now. */
  public List<Outbox.Waiting> successors(
      Connection connection, Target target, Collection<Long> orderKeys) throws SQLException {
    return release(
        connection,
        target,
        "h.order_key = any(?)",
        connection.createArrayOf("bigint", orderKeys.toArray()));
  }

  /**
   * All such deliveries of a target: finds those whose predecessor ended just while they were being
   * held.
   */
  List<Outbox.Waiting> allSuccessors(Connection connection, Target target) throws SQLException {
    return release(
        connection,
        target,
        "h.target = any(?)",
        connection.createArrayOf("varchar", new Object[] {target.id()}));
  }

  private List<Outbox.Waiting> release(
      Connection connection, Target target, String condition, java.sql.Array value)
      throws SQLException {
    Map<DocumentName, List<Long>> free = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select h.id, f.document from delivery h join document d on d.id = h.document_id join flow f on f.id = d.flow_id where "
                + condition
                + " and h.state = 'held' and h.reason = 'PREDECESSOR' and not exists (select 1 from delivery e"
                + " where e.order_key = h.order_key and e.id < h.id and "
                + Attempts.blocking("e", target.system().newestOnly())
                + ") order by h.id limit 1000 for update of h skip locked")) {
      select.setArray(1, value);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          free.computeIfAbsent(DocumentName.parse(rows.getString(2)), d -> new ArrayList<>())
              .add(rows.getLong(1));
        }
      }
    }
    List<Outbox.Waiting> waiting = new ArrayList<>();
    for (Map.Entry<DocumentName, List<Long>> one : free.entrySet()) {
      waiting.add(outbox.again(connection, target.id(), one.getKey(), one.getValue()));
    }
    return waiting;
  }

  /** Documents held for these masters; those that wait for nothing else are routed. */
  public List<Outbox.Waiting> masters(Connection connection, String master, List<String> codes)
      throws SQLException {
    if (codes.isEmpty()) {
      return List.of();
    }
    List<UUID> touched = lockWaiting(connection, master, codes);
    if (touched.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from hold where master = ? and code = any(?) and document_id = any(?)")) {
      delete.setString(1, master);
      delete.setArray(2, connection.createArrayOf("varchar", codes.toArray()));
      delete.setArray(3, connection.createArrayOf("uuid", touched.toArray()));
      delete.executeUpdate();
    }
    return routeHeld(connection, touched);
  }

  /**
   * The documents that wait for these masters, locked: where the two masters of one document arrive
   * at the same time, the second has to see that the first is there, or nobody lets it go.
   */
  private static List<UUID> lockWaiting(Connection connection, String master, List<String> codes)
      throws SQLException {
    List<UUID> waiting = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from document where id in (select document_id from hold where master = ? and code = any(?))"
                + " order by id for update")) {
      select.setString(1, master);
      select.setArray(2, connection.createArrayOf("varchar", codes.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          waiting.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return waiting;
  }

  private List<Outbox.Waiting> routeHeld(Connection connection, List<UUID> documents)
      throws SQLException {
    Map<Integer, List<Outbox.Routed>> byFlow = new LinkedHashMap<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "with free as (update document d set state = 'routed', reason = null where d.id = any(?) and d.state = 'held'"
                + " and not exists (select 1 from hold h where h.document_id = d.id) returning d.id, d.flow_id, d.business_key, d.version)"
                + " select id, flow_id, business_key from free order by business_key, version")) {
      update.setArray(1, connection.createArrayOf("uuid", documents.toArray()));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          byFlow
              .computeIfAbsent(rows.getInt(2), f -> new ArrayList<>())
              .add(
                  new Outbox.Routed(
                      rows.getObject(1, UUID.class), rows.getInt(2), rows.getString(3)));
        }
      }
    }
    List<Outbox.Waiting> waiting = new ArrayList<>();
    for (Map.Entry<Integer, List<Outbox.Routed>> one : byFlow.entrySet()) {
      Flow flow = topology.get().flow(one.getKey());
      if (flow == null) {
        throw new IllegalStateException(
            "documents of flow " + one.getKey() + " wait, but its system is not configured");
      }
      for (Target target :
          topology.get().targetsFor(flow.document(), flow.system().id(), flow.system().id())) {
        waiting.addAll(outbox.leave(connection, target, flow.document(), one.getValue()));
      }
    }
    return waiting;
  }
}
