package io.pipemill.hub.journal;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.mapping.Mapped.MissingMaster;
import io.pipemill.oracle.BulkRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept of documents; every method works in the caller's transaction and for a whole
 * batch.
 */
public final class Journal {

  /** Takes the next numbers of a sequence, rising. */
  public long[] next(Connection connection, String sequence, int count) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select nextval('" + sequence + "') from generate_series(1, ?)")) {
      select.setInt(1, count);
      long[] numbers = new long[count];
      try (ResultSet rows = select.executeQuery()) {
        for (int i = 0; rows.next(); i++) {
          numbers[i] = rows.getLong(1);
        }
      }
      return numbers;
    }
  }

  /** Writes a batch with its documents, payloads, keys, problems and holds. */
  public void write(
      Connection connection,
      long batchId,
      int flowId,
      String origin,
      @Nullable String mappingVersion,
      StageTimes times,
      List<DocumentEntry> entries)
      throws SQLException {
    writeBatch(connection, batchId, flowId, origin, mappingVersion, times, entries.size());
    writePayload(
        connection, batchId, flowId, 'o', times.received(), entries, DocumentEntry::original);
    writePayload(
        connection, batchId, flowId, 'r', times.received(), entries, DocumentEntry::record);
    writePayload(
        connection, batchId, flowId, 'm', times.received(), entries, DocumentEntry::canonical);
    writeDocuments(connection, batchId, flowId, mappingVersion, entries);
    writeKeys(connection, entries);
    for (DocumentEntry entry : entries) {
      if (!entry.problems().isEmpty()) {
        writeProblems(
            connection, entry.envelope().documentId(), 0, "REJECTED_CONTENT", entry.problems());
      }
      if (!entry.waitsFor().isEmpty()) {
        writeHolds(connection, entry.envelope().documentId(), entry.waitsFor());
      }
    }
  }

  private static void writeBatch(
      Connection connection,
      long batchId,
      int flowId,
      String origin,
      @Nullable String mappingVersion,
      StageTimes times,
      int documents)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into batch (id, flow_id, origin, mapping_version, documents, received_at, mapped_at, validated_at,"
                + " deduplicated_at, routed_at) values (?,?,?,?,?,?,?,?,?,?)")) {
      insert.setLong(1, batchId);
      insert.setInt(2, flowId);
      insert.setString(3, origin);
      insert.setString(4, mappingVersion);
      insert.setInt(5, documents);
      insert.setObject(6, at(times.received()));
      insert.setObject(7, at(times.mapped()));
      insert.setObject(8, at(times.validated()));
      insert.setObject(9, at(times.deduplicated()));
      insert.setObject(10, at(times.routed()));
      insert.executeUpdate();
    }
  }

  private static void writePayload(
      Connection connection,
      long batchId,
      int flowId,
      char part,
      Instant storedAt,
      List<DocumentEntry> entries,
      Function<DocumentEntry, byte @Nullable []> payload)
      throws SQLException {
    List<byte @Nullable []> payloads = new ArrayList<>(entries.size());
    boolean any = false;
    for (DocumentEntry entry : entries) {
      byte[] bytes = payload.apply(entry);
      any |= bytes != null;
      payloads.add(bytes);
    }
    if (any) {
      writeChunks(connection, batchId, flowId, part, storedAt, payloads);
    }
  }

  /** Writes the payloads of one part of a batch. */
  public static void writeChunks(
      Connection connection,
      long batchId,
      int flowId,
      char part,
      Instant storedAt,
      List<byte @Nullable []> payloads)
      throws SQLException {
    List<byte @Nullable []> chunks = PayloadChunks.pack(payloads);
    try (BulkRows rows =
        new BulkRows(connection, "payload", "batch_id, part, chunk, flow_id, stored_at, content")) {
      for (int i = 0; i < chunks.size(); i++) {
        byte[] chunk = chunks.get(i);
        if (chunk != null) {
          rows.row()
              .number(batchId)
              .text(String.valueOf(part))
              .integer(i)
              .integer(flowId)
              .instant(storedAt)
              .bytes(chunk);
        }
      }
    }
  }

  private static void writeDocuments(
      Connection connection,
      long batchId,
      int flowId,
      @Nullable String mappingVersion,
      List<DocumentEntry> entries)
      throws SQLException {
    try (BulkRows rows =
        new BulkRows(
            connection,
            "document",
            "id, flow_id, batch_id, slot, source_key, source_version, business_key, version, verb, event_time,"
                + " correlation_id, cause, mapping_version, fingerprint, state, reason, worth, worth_currency, tonnes")) {
      for (int slot = 0; slot < entries.size(); slot++) {
        DocumentEntry entry = entries.get(slot);
        Envelope envelope = entry.envelope();
        rows.row()
            .id(envelope.documentId())
            .integer(flowId)
            .number(batchId)
            .integer(slot)
            .text(entry.sourceKey())
            .text(entry.sourceVersion())
            .text(envelope.businessKey().isEmpty() ? null : envelope.businessKey())
            .number(envelope.version())
            .text(envelope.verb().name())
            .instant(envelope.eventTime())
            .id(envelope.correlationId())
            .id(envelope.causes().isEmpty() ? null : envelope.causes().get(0))
            .text(mappingVersion)
            .bytes(entry.fingerprint())
            .text(entry.state())
            .text(entry.reason())
            .numeric(entry.worth().money())
            .text(entry.worth().currency())
            .numeric(entry.worth().tonnes());
      }
    }
  }

  private static void writeKeys(Connection connection, List<DocumentEntry> entries)
      throws SQLException {
    try (BulkRows rows =
        new BulkRows(connection, "document_key", "key_value, key_type, document_id")) {
      for (DocumentEntry entry : entries) {
        UUID id = entry.envelope().documentId();
        String businessKey = entry.envelope().businessKey();
        if (!businessKey.isEmpty()) {
          rows.row().text(businessKey).text("businessKey").id(id);
        }
        for (Map.Entry<String, String> key : entry.keys().entrySet()) {
          if (!key.getValue().equals(businessKey)) {
            rows.row().text(cut(key.getValue(), 200)).text(key.getKey()).id(id);
          }
        }
      }
    }
  }

  /** Adds search keys that became known later, such as the target's own number. */
  public void addKeys(Connection connection, String type, List<UUID> documents, List<String> values)
      throws SQLException {
    try (BulkRows rows =
        new BulkRows(connection, "document_key", "key_value, key_type, document_id")) {
      for (int i = 0; i < documents.size(); i++) {
        rows.row().text(values.get(i)).text(type).id(documents.get(i));
      }
    }
  }

  /** Writes what is wrong with a document. */
  public void writeProblems(
      Connection connection, UUID document, int revision, String kind, List<Violation> problems)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into problem (document_id, revision, seq, code, kind, field, value, expected, place, message, code_list)"
                + " values (?,?,?,?,?,?,?,?,?,?,?) on conflict do nothing")) {
      int seq = 0;
      for (Violation problem : problems) {
        insert.setObject(1, document);
        insert.setInt(2, revision);
        insert.setInt(3, seq++);
        insert.setString(4, cut(problem.code(), 40));
        insert.setString(5, kind);
        insert.setString(6, clean(problem.field(), 400));
        insert.setString(7, clean(problem.value(), 400));
        insert.setString(8, clean(problem.expected(), 1000));
        insert.setString(9, clean(problem.where(), 1000));
        insert.setString(10, clean(problem.message(), 4000));
        insert.setString(11, clean(problem.list(), 200));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Notes what a held document waits for. */
  public static void writeHolds(Connection connection, UUID document, List<MissingMaster> waitsFor)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into hold (document_id, master, code) values (?,?,?) on conflict do nothing")) {
      for (MissingMaster missing : waitsFor) {
        insert.setObject(1, document);
        insert.setString(2, missing.master());
        insert.setString(3, cut(missing.code(), 200));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** One line of a document's history. */
  public record Event(
      UUID document,
      Instant at,
      String stage,
      String actor,
      @Nullable String code,
      String message,
      @Nullable Long delivery) {}

  public void writeEvents(Connection connection, List<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into event (document_id, at, stage, actor, code, message, delivery_id) values (?,?,?,?,?,?,?)")) {
      for (Event event : events) {
        insert.setObject(1, event.document());
        insert.setObject(2, at(event.at()));
        insert.setString(3, event.stage());
        insert.setString(4, event.actor());
        insert.setString(5, event.code());
        insert.setString(6, clean(event.message(), 4000));
        insert.setObject(7, event.delivery());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * The stored payload of one document; null if none is stored, or retention has removed it.
   *
   * @param opened chunks of this part opened before by the same caller, by batch and chunk
   */
  public byte @Nullable [] payload(
      Connection connection,
      long batchId,
      int slot,
      char part,
      Map<Long, Map<Integer, List<byte @Nullable []>>> opened)
      throws SQLException {
    Map<Integer, List<byte @Nullable []>> chunks =
        opened.computeIfAbsent(batchId, b -> new HashMap<>());
    int chunk = slot / PayloadChunks.SIZE;
    List<byte @Nullable []> payloads = chunks.get(chunk);
    if (payloads == null) {
      payloads = chunk(connection, batchId, chunk, part);
      chunks.put(chunk, payloads);
    }
    int place = slot % PayloadChunks.SIZE;
    return place < payloads.size() ? payloads.get(place) : null;
  }

  /**
   * Where the payload of a document stands.
   *
   * @param batch intake batch, or that of its last replay
   * @param slot place in the batch
   */
  public record Place(long batch, int slot) {
    private Place chunk() {
      return new Place(batch, slot / PayloadChunks.SIZE);
    }
  }

  /**
   * The payloads of many documents by one question, in their order; null where none is stored.
   * Neighbours share a chunk, so ask for them together.
   */
  public List<byte @Nullable []> payloads(Connection connection, List<Place> places, char part)
      throws SQLException {
    List<Place> chunks = places.stream().map(Place::chunk).distinct().toList();
    Map<Place, List<byte @Nullable []>> opened = new HashMap<>(chunks.size() * 2);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select p.batch_id, p.chunk, p.content from unnest(?::bigint[], ?::integer[]) as c(b, n)"
                + " join payload p on p.batch_id = c.b and p.chunk = c.n and p.part = ?")) {
      select.setArray(
          1, connection.createArrayOf("bigint", chunks.stream().map(Place::batch).toArray()));
      select.setArray(
          2, connection.createArrayOf("integer", chunks.stream().map(Place::slot).toArray()));
      select.setString(3, String.valueOf(part));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          opened.put(
              new Place(rows.getLong(1), rows.getInt(2)), PayloadChunks.open(rows.getBytes(3)));
        }
      }
    }
    List<byte @Nullable []> payloads = new ArrayList<>(places.size());
    for (Place place : places) {
      List<byte @Nullable []> chunk = opened.getOrDefault(place.chunk(), List.of());
      int at = place.slot() % PayloadChunks.SIZE;
      payloads.add(at < chunk.size() ? chunk.get(at) : null);
    }
    return payloads;
  }

  private static List<byte @Nullable []> chunk(
      Connection connection, long batchId, int chunk, char part) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select content from payload where batch_id = ? and part = ? and chunk = ?")) {
      select.setLong(1, batchId);
      select.setString(2, String.valueOf(part));
      select.setInt(3, chunk);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? PayloadChunks.open(rows.getBytes(1)) : List.of();
      }
    }
  }

  static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static @Nullable String clean(@Nullable String text, int length) {
    return text == null ? null : cut(text.replace('\0', '\uFFFD'), length);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
