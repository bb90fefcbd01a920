package io.pipemill.hub.delivery;

import io.pipemill.adapter.OutboundDocument;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.StoredDocuments;
import io.pipemill.hub.timeline.StoredDocuments.Canonical;
import io.pipemill.mapping.OutboundMapping;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents of deliveries, mapped for their target: from memory where intake has just had them,
 * else from the journal.
 */
public final class Loading {
  private final HubStore store;
  private final StoredDocuments stored;
  private final Handover handover;

  public Loading(HubStore store, StoredDocuments stored, Handover handover) {
    this.store = store;
    this.stored = stored;
    this.handover = handover;
  }

  /**
   * What can be sent and what cannot.
   *
   * @param ready documents mapped for the target, in the order of the deliveries
   * @param problems by delivery, where the target has no word for a value
   */
  record Loaded(List<OutboundDocument> ready, Map<Long, List<Violation>> problems) {}

  Loaded load(Target target, DocumentName document, List<Long> deliveries) {
    Map<Long, DocumentEntry> fresh = handover.take(deliveries);
    List<Long> cold = deliveries.stream().filter(id -> !fresh.containsKey(id)).toList();
    Map<Long, Canonical> read = cold.isEmpty() ? Map.of() : read(cold);
    List<OutboundDocument> ready = new ArrayList<>(deliveries.size());
    Map<Long, List<Violation>> problems = new LinkedHashMap<>();
    for (Long delivery : deliveries) {
      DocumentEntry entry = fresh.get(delivery);
      Canonical canonical = read.get(delivery);
      if (entry != null && entry.document() != null && entry.fingerprint() != null) {
        add(
            target,
            document,
            delivery,
            entry.envelope(),
            entry.document(),
            entry.fingerprint(),
            ready,
            problems);
      } else if (canonical != null) {
        add(
            target,
            document,
            delivery,
            canonical.envelope(),
            canonical.document(),
            canonical.fingerprint(),
            ready,
            problems);
      } else {
        problems.put(
            delivery,
            List.of(
                new Violation(
                    "HUB-020",
                    "payload",
                    null,
                    "a stored payload",
                    null,
                    "the payload of this document is no longer stored; read it again from its source")));
      }
    }
    return new Loaded(ready, problems);
  }

  private static void add(
      Target target,
      DocumentName name,
      long delivery,
      Envelope envelope,
      Object document,
      byte[] fingerprint,
      List<OutboundDocument> ready,
      Map<Long, List<Violation>> problems) {
    OutboundDocument one = map(target, name, delivery, envelope, document, fingerprint, problems);
    if (one != null) {
      ready.add(one);
    }
  }

  /**
   * One document mapped for a target; null with its problems noted if the target has no word for a
   * value.
   */
  public static @Nullable OutboundDocument map(
      Target target,
      DocumentName name,
      long delivery,
      Envelope envelope,
      Object document,
      byte[] fingerprint,
      Map<Long, List<Violation>> problems) {
    OutboundMapping mapping = target.mappings().get(name);
    if (mapping == null) {
      return new OutboundDocument(delivery, envelope, document, null, fingerprint);
    }
    OutboundMapping.Written written = mapping.write(document, envelope);
    if (!written.problems().isEmpty()) {
      problems.put(delivery, written.problems());
      return null;
    }
    return new OutboundDocument(delivery, envelope, document, written.record(), fingerprint);
  }

  private Map<Long, Canonical> read(List<Long> deliveries) {
    return store.inTransaction(
        connection -> {
          Map<Long, UUID> documents = new LinkedHashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, document_id from delivery where id = any(?)")) {
            select.setArray(1, connection.createArrayOf("bigint", deliveries.toArray()));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                documents.put(rows.getLong(1), rows.getObject(2, UUID.class));
              }
            }
          }
          Map<UUID, Canonical> canonical =
              stored.canonical(connection, List.copyOf(documents.values()));
          Map<Long, Canonical> found = new LinkedHashMap<>();
          documents.forEach(
              (delivery, id) -> {
                Canonical one = canonical.get(id);
                if (one != null) {
                  found.put(delivery, one);
                }
              });
          return found;
        });
  }
}
