package io.pipemill.hub.routing;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.States;
import io.pipemill.oracle.BulkRows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Writes deliveries and the batches they leave in; in the caller's transaction. */
public final class Outbox {
  private final Journal journal;

  public Outbox(Journal journal) {
    this.journal = journal;
  }

  /** A document that is to go to a target. */
  public record Routed(UUID document, int flow, String businessKey) {}

  /** A batch that waits in the outbox; its number is all a message carries. */
  public record Waiting(long id, String target, DocumentName document, long[] deliveries) {}

  /** New deliveries of documents to one target, as one outbox batch, in the given order. */
  public Waiting add(
      Connection connection, Target target, DocumentName document, List<Routed> routed)
      throws SQLException {
    long outbox = journal.next(connection, "outbox_seq", 1)[0];
    long[] deliveries = journal.next(connection, "delivery_seq", routed.size());
    insert(connection, outbox, target.id(), document, routed.size());
    try (BulkRows rows =
        new BulkRows(
            connection, "delivery", "id, document_id, target, outbox_id, order_key, state")) {
      for (int i = 0; i < deliveries.length; i++) {
        Routed one = routed.get(i);
        rows.row()
            .number(deliveries[i])
            .id(one.document())
            .text(target.id())
            .number(outbox)
            .number(orderKey(target.id(), one.flow(), one.businessKey()))
            .text(States.ROUTED);
      }
    }
    return new Waiting(outbox, target.id(), document, deliveries);
  }

  /**
   * Lets documents leave for a target, of which some may have left for it before: those keep their
   * delivery, so that a document has one state at a target.
   */
  public List<Waiting> leave(
      Connection connection, Target target, DocumentName document, List<Routed> routed)
      throws SQLException {
    Map<UUID, Long> before = deliveries(connection, target.id(), routed);
    List<Waiting> waiting = new ArrayList<>(2);
    List<Routed> fresh = routed.stream().filter(r -> !before.containsKey(r.document())).toList();
    if (!fresh.isEmpty()) {
      waiting.add(add(connection, target, document, fresh));
    }
    if (!before.isEmpty()) {
      List<Routed> known = routed.stream().filter(r -> before.containsKey(r.document())).toList();
      // an edit may have given it another business key
      try (PreparedStatement update =
          connection.prepareStatement("update delivery set order_key = ? where id = ?")) {
        for (Routed one : known) {
          update.setLong(1, orderKey(target.id(), one.flow(), one.businessKey()));
          update.setLong(2, Objects.requireNonNull(before.get(one.document())));
          update.addBatch();
        }
        update.executeBatch();
      }
      waiting.add(again(connection, target.id(), document, List.copyOf(before.values())));
    }
    return waiting;
  }

  private static Map<UUID, Long> deliveries(
      Connection connection, String target, List<Routed> routed) throws SQLException {
    Map<UUID, Long> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select document_id, id from delivery where target = ? and document_id = any(?)")) {
      select.setString(1, target);
      select.setArray(
          2, connection.createArrayOf("uuid", routed.stream().map(Routed::document).toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
    }
    return found;
  }

  /** Lets existing deliveries leave again, as one outbox batch. */
  public Waiting again(
      Connection connection, String target, DocumentName document, List<Long> deliveries)
      throws SQLException {
    long outbox = journal.next(connection, "outbox_seq", 1)[0];
    insert(connection, outbox, target, document, deliveries.size());
    long[] ids = deliveries.stream().mapToLong(Long::longValue).sorted().toArray();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update delivery set state = 'routed', reason = null, outbox_id = ?, ended_at = null where id = any(?)")) {
      update.setLong(1, outbox);
      update.setArray(2, connection.createArrayOf("bigint", box(ids)));
      update.executeUpdate();
    }
    return new Waiting(outbox, target, document, ids);
  }

  private static void insert(
      Connection connection, long id, String target, DocumentName document, int deliveries)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into outbox (id, target, document, state, deliveries, next_attempt_at, created_at)"
                + " values (?, ?, ?, 'pending', ?, now(), now())")) {
      insert.setLong(1, id);
      insert.setString(2, target);
      insert.setString(3, document.toString());
      insert.setInt(4, deliveries);
      insert.executeUpdate();
    }
  }

  public static Long[] box(long[] numbers) {
    List<Long> boxed = new ArrayList<>(numbers.length);
    for (long number : numbers) {
      boxed.add(number);
    }
    return boxed.toArray(Long[]::new);
  }

  /**
   * FNV-1a over target, flow and key: only has to spread well, a collision orders two strangers
   * behind each other.
   */
  static long orderKey(String target, int flow, String businessKey) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (target + '\n' + flow + '\n' + businessKey).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
