package io.pipemill.hub.journal;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes payloads whose retention is over, a few batches at a time. What proves that a document
 * was there stays: its row, keys, fingerprint, problems, events. A document that waits for anything
 * keeps its payload, however old it is. A chunk that is shared with such a document is written anew
 * without the others.
 */
public final class Purge {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final Duration PASS_EVERY = Duration.ofHours(1);

  private final HubStore store;
  private final Retention retention;
  private final Clock clock;
  private final int batchesAtOnce;
  // one pass over all batches, in steps; what stays is looked at again in the next one
  private long reached;
  private long purged;
  private Instant nextPass = Instant.MIN;

  /**
   * @param batchesAtOnce intake batches looked at in one step
   */
  public Purge(HubStore store, Retention retention, Clock clock, int batchesAtOnce) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
    this.batchesAtOnce = batchesAtOnce;
  }

  private record Batch(long id, DocumentName document, Instant storedAt) {}

  private record Slot(UUID document, int slot, boolean keeps, boolean due, boolean present) {}

  /** One step; gives the number of documents whose payload is gone by it. */
  public synchronized int round() {
    Instant now = clock.instant();
    if (now.isBefore(nextPass)) {
      return 0;
    }
    List<Batch> batches =
        store.inTransaction(connection -> batches(connection, now.minus(retention.shortest())));
    int documents = 0;
    for (Batch batch : batches) {
      documents += store.inTransaction(connection -> purge(connection, batch, now));
      reached = batch.id();
    }
    purged += documents;
    if (batches.size() < batchesAtOnce) {
      if (purged > 0) {
        LOG.info("payloads of {} documents purged, their retention being over", purged);
      }
      reached = 0;
      purged = 0;
      nextPass = now.plus(PASS_EVERY);
    }
    return documents;
  }

  private List<Batch> batches(Connection connection, Instant before) throws SQLException {
    List<Batch> batches = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select p.batch_id, f.document, min(p.stored_at) from payload p join flow f on f.id = p.flow_id"
                + " where p.batch_id > ? and p.stored_at < ? group by p.batch_id, f.document order by p.batch_id limit "
                + batchesAtOnce)) {
      select.setLong(1, reached);
      select.setObject(2, Journal.at(before));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          batches.add(
              new Batch(
                  rows.getLong(1),
                  DocumentName.parse(rows.getString(2)),
                  rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return batches;
  }

  private int purge(Connection connection, Batch batch, Instant now) throws SQLException {
    Instant before = now.minus(retention.of(batch.document().name()));
    if (!batch.storedAt().isBefore(before)) {
      return 0;
    }
    Map<Integer, List<Slot>> chunks = new TreeMap<>();
    for (Slot slot : slots(connection, batch.id(), before)) {
      chunks.computeIfAbsent(slot.slot() / PayloadChunks.SIZE, c -> new ArrayList<>()).add(slot);
    }
    if (chunks.isEmpty()) {
      // a replay that another one has replaced
      delete(connection, batch.id(), 0);
      return 0;
    }
    List<UUID> gone = new ArrayList<>();
    for (Map.Entry<Integer, List<Slot>> chunk : chunks.entrySet()) {
      List<Slot> due = chunk.getValue().stream().filter(Slot::due).toList();
      if (due.isEmpty()) {
        continue;
      }
      if (chunk.getValue().stream().noneMatch(Slot::keeps)) {
        delete(connection, batch.id(), chunk.getKey());
      } else {
        empty(connection, batch.id(), chunk.getKey(), due);
      }
      due.stream().filter(Slot::present).forEach(slot -> gone.add(slot.document()));
    }
    mark(connection, gone, now);
    return gone.size();
  }

  /**
   * The documents whose payload stands in a batch, also those whose present one stands elsewhere
   * since a replay.
   */
  private static List<Slot> slots(Connection connection, long batch, Instant before)
      throws SQLException {
    List<Slot> slots = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id, case when d.batch_id = b.id then d.slot else d.replay_slot end,"
                + " d.purged_at is not null, d.state in ('filtered', 'superseded', 'routed') and not exists ("
                + "select 1 from delivery x where x.document_id = d.id and (x.state not in ('delivered', 'filtered', 'superseded')"
                + " or x.ended_at >= ?)), coalesce(d.replay_batch_id, d.batch_id) = b.id"
                + " from (select ?::bigint as id) b join document d on d.batch_id = b.id or d.replay_batch_id = b.id"
                + " order by d.id for update of d")) {
      select.setObject(1, Journal.at(before));
      select.setLong(2, batch);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          boolean purged = rows.getBoolean(3);
          boolean over = rows.getBoolean(4);
          slots.add(
              new Slot(
                  rows.getObject(1, UUID.class),
                  rows.getInt(2),
                  !purged && !over,
                  !purged && over,
                  rows.getBoolean(5)));
        }
      }
    }
    return slots;
  }

  private static void delete(Connection connection, long batch, int chunk) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from payload where batch_id = ? and chunk = ?")) {
      delete.setLong(1, batch);
      delete.setInt(2, chunk);
      delete.executeUpdate();
    }
  }

  /** Writes a chunk anew without the payloads of some documents. */
  private static void empty(Connection connection, long batch, int chunk, List<Slot> due)
      throws SQLException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select part, content from payload where batch_id = ? and chunk = ? for update")) {
      select.setLong(1, batch);
      select.setInt(2, chunk);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          parts.put(rows.getString(1), rows.getBytes(2));
        }
      }
    }
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      byte[] left =
          PayloadChunks.without(
              part.getValue(), due.stream().map(s -> s.slot() % PayloadChunks.SIZE).toList());
      try (PreparedStatement write =
          connection.prepareStatement(
              left == null
                  ? "delete from payload where batch_id = ? and part = ? and chunk = ?"
                  : "update payload set content = ? where batch_id = ? and part = ? and chunk = ?")) {
        int at = 1;
        if (left != null) {
          write.setBytes(at++, left);
        }
        write.setLong(at++, batch);
        write.setString(at++, part.getKey());
        write.setInt(at, chunk);
        write.executeUpdate();
      }
    }
  }

  private static void mark(Connection connection, List<UUID> documents, Instant now)
      throws SQLException {
    if (documents.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement("update document set purged_at = ? where id = any(?)")) {
      update.setObject(1, Journal.at(now));
      update.setArray(2, connection.createArrayOf("uuid", documents.toArray()));
      update.executeUpdate();
    }
  }
}
