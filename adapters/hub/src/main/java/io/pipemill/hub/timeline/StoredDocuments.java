package io.pipemill.hub.timeline;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.record.RecordTreeJson;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents out of the journal: envelope, canonical object, source record. */
public final class StoredDocuments {
  private final HubStore store;
  private final Journal journal;
  private final RecordTreeJson json = new RecordTreeJson();
  private final Function<DocumentName, DocumentType> types;

  public StoredDocuments(
      HubStore store, Journal journal, Function<DocumentName, DocumentType> types) {
    this.store = store;
    this.journal = journal;
    this.types = types;
  }

  /**
   * A stored canonical document.
   *
   * @param document the object
   */
  public record Canonical(Envelope envelope, Object document, byte[] fingerprint, String state) {
    public String businessKey() {
      return envelope.businessKey();
    }

    public UUID correlationId() {
      return envelope.correlationId();
    }
  }

  /** The canonical document; null if it never became one or its payload is past retention. */
  public @Nullable Canonical canonical(UUID id) {
    return store.inTransaction(connection -> canonical(connection, List.of(id)).get(id));
  }

  /** Several at once; those without a payload are left out. */
  public Map<UUID, Canonical> canonical(Connection connection, List<UUID> ids) throws SQLException {
    Map<UUID, Canonical> found = new HashMap<>();
    Map<Long, Map<Integer, List<byte @Nullable []>>> opened = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id, f.system, f.document, d.business_key, d.version, d.verb, d.source_key, d.correlation_id, d.event_time,"
                + " d.mapping_version, d.cause, d.fingerprint, coalesce(d.replay_batch_id, d.batch_id), coalesce(d.replay_slot, d.slot), d.state"
                + " from document d join flow f on f.id = d.flow_id where d.id = any(?) order by d.batch_id, d.slot")) {
      select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] xml = journal.payload(connection, row.getLong(13), row.getInt(14), 'm', opened);
          if (xml == null) {
            continue;
          }
          DocumentName name = DocumentName.parse(row.getString(3));
          UUID cause = row.getObject(11, UUID.class);
          String businessKey = row.getString(4);
          Envelope envelope =
              new Envelope(
                  row.getObject(1, UUID.class),
                  name,
                  businessKey == null ? "" : businessKey,
                  row.getLong(5),
                  Verb.valueOf(row.getString(6)),
                  row.getString(2),
                  row.getString(7),
                  row.getObject(8, UUID.class),
                  row.getObject(9, OffsetDateTime.class).toInstant(),
                  row.getString(10),
                  cause == null ? List.of() : List.of(cause));
          byte[] fingerprint = row.getBytes(12);
          found.put(
              envelope.documentId(),
              new Canonical(
                  envelope,
                  types.apply(name).fromXml(xml),
                  fingerprint == null ? new byte[32] : fingerprint,
                  row.getString(15)));
        }
      }
    }
    return found;
  }

  /** The source record as it was read; null if none is stored. */
  public @Nullable RecordTree record(UUID id) {
    byte[] bytes = payload(id, 'r');
    return bytes == null ? null : json.read(bytes);
  }

  /**
   * One part of the payload: 'o' original bytes, 'r' record as JSON, 'm' canonical XML; null if
   * there is none.
   */
  public byte @Nullable [] payload(UUID id, char part) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select coalesce(replay_batch_id, batch_id), coalesce(replay_slot, slot) from document where id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? journal.payload(
                      connection, row.getLong(1), row.getInt(2), part, new HashMap<>())
                  : null;
            }
          }
        });
  }

  /**
   * What a replay needs to know of a stored document.
   *
   * @param state of the document itself; of its deliveries where it was routed, see {@code
   *     delivered}
   * @param delivered whether any target has taken it
   * @param purgedAt when its payload was purged; null if it was not
   */
  public record Row(
      UUID id,
      String system,
      DocumentName document,
      String sourceKey,
      String sourceVersion,
      long version,
      Instant eventTime,
      UUID correlationId,
      @Nullable UUID cause,
      @Nullable String mappingVersion,
      byte @Nullable [] fingerprint,
      int revision,
      String state,
      boolean delivered,
      @Nullable Instant purgedAt) {

    /** Why there is no payload, for a person; null if it was not purged. */
    public @Nullable String purged() {
      return purgedAt == null
          ? null
          : "its payload was purged at " + purgedAt + ", its retention being over";
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Null if there is no document of that id. */
  public @Nullable Row row(UUID id) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select f.system, f.document, d.source_key, d.source_version, d.version, d.event_time, d.correlation_id, d.cause,"
                      + " d.mapping_version, d.fingerprint, d.revision, d.state, d.state = 'routed' and exists (select 1 from delivery x"
                      + " where x.document_id = d.id and x.state = 'delivered'), d.purged_at from document d join flow f on f.id = d.flow_id where d.id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? new Row(
                      id,
                      row.getString(1),
                      DocumentName.parse(row.getString(2)),
                      row.getString(3),
                      row.getString(4),
                      row.getLong(5),
                      row.getObject(6, OffsetDateTime.class).toInstant(),
                      row.getObject(7, UUID.class),
                      row.getObject(8, UUID.class),
                      row.getString(9),
                      row.getBytes(10),
                      row.getInt(11),
                      row.getString(12),
                      row.getBoolean(13),
                      instant(row.getObject(14, OffsetDateTime.class)))
                  : null;
            }
          }
        });
  }
}
