package io.pipemill.hub.timeline;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.accounting.Accounting;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.store.AttemptRow;
import io.pipemill.hub.store.BatchRow;
import io.pipemill.hub.store.DeliveryRow;
import io.pipemill.hub.store.DocumentRow;
import io.pipemill.hub.store.EventRow;
import io.pipemill.hub.store.FlowRow;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.store.ProblemRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What people ask about documents: find by any key, show one, its timeline, what is rejected or
 * dead-lettered and why.
 */
public final class DocumentQueries {
  private final HubStore store;
  private final StoredDocuments stored;

  public DocumentQueries(HubStore store, StoredDocuments stored) {
    this.store = store;
    this.stored = stored;
  }

  /** A document in a list. */
  public record Found(
      UUID id,
      String system,
      String document,
      @Nullable String businessKey,
      long version,
      String verb,
      String state,
      @Nullable String reason,
      Instant eventTime,
      @Nullable BigDecimal worth,
      @Nullable String currency,
      @Nullable BigDecimal tonnes) {}

  /** One target of a document. */
  public record AtTarget(
      String target,
      String state,
      @Nullable String reason,
      @Nullable String reference,
      @Nullable Instant endedAt) {}

  /**
   * One thing wrong with it.
   *
   * @param list the code list, crosswalk or master in which the value is not; null if it is about
   *     something else
   */
  public record Wrong(
      String code,
      String kind,
      @Nullable String field,
      @Nullable String value,
      @Nullable String expected,
      @Nullable String where,
      String message,
      @Nullable String list) {}

  /**
   * Everything about one document.
   *
   * @param record source record as JSON; null if none is stored
   * @param canonical canonical XML; null if it never became one
   * @param purgedAt when record and canonical XML were purged, their retention being over; null if
   *     they were not
   */
  public record Shown(
      Found document,
      String sourceKey,
      String sourceVersion,
      @Nullable String mappingVersion,
      UUID correlationId,
      int revision,
      Map<String, String> keys,
      List<AtTarget> targets,
      List<Wrong> problems,
      @Nullable String record,
      @Nullable String canonical,
      @Nullable Instant purgedAt) {}

  /** One line of a timeline. */
  public record Step(
      Instant at,
      UUID documentId,
      String system,
      String document,
      long version,
      String stage,
      String what) {}

  /** Documents under a key (any business key, target reference or document id), newest first. */
  public List<Found> find(String key, int limit) {
    return store.inSession(session -> found(session, idsOf(session, key, limit)));
  }

  private static List<UUID> idsOf(StatelessSession session, String key, int limit) {
    List<UUID> ids =
        new ArrayList<>(
            session
                .createNativeQuery(
                    "select document_id from document_key where key_value = :key group by document_id order by document_id desc",
                    UUID.class)
                .setParameter("key", key)
                .setMaxResults(limit)
                .getResultList());
    try {
      ids.add(UUID.fromString(key));
    } catch (IllegalArgumentException e) {
      // a business key, not an id
    }
    return ids;
  }

  private List<Found> found(StatelessSession session, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, String[]> states = states(session, ids);
    List<Object[]> rows =
        session
            .createSelectionQuery(
                "select d, f from Document d join Flow f on f.id = d.flowId where d.id in :ids order by d.id desc",
                Object[].class)
            .setParameter("ids", ids)
            .getResultList();
    List<Found> found = new ArrayList<>(rows.size());
    for (Object[] row : rows) {
      DocumentRow document = (DocumentRow) row[0];
      String[] state =
          states.getOrDefault(document.id, new String[] {document.state, document.reason});
      found.add(found(document, (FlowRow) row[1], state[0], state[1]));
    }
    return found;
  }

  private static Found found(DocumentRow d, FlowRow f, String state, @Nullable String reason) {
    return new Found(
        d.id,
        f.system,
        DocumentName.parse(f.document).name(),
        d.businessKey,
        d.version,
        d.verb,
        state,
        reason,
        d.eventTime,
        d.worth,
        d.worthCurrency,
        d.tonnes);
  }

  /** State and reason of routed documents: the worst of their deliveries. */
  private static Map<UUID, String[]> states(StatelessSession session, List<UUID> ids) {
    Map<UUID, String[]> worst = new LinkedHashMap<>();
    List<Object[]> rows =
        session
            .createSelectionQuery(
                "select x.documentId, x.state, x.reason from Delivery x join Document d on d.id = x.documentId"
                    + " where x.documentId in :ids and d.state = 'routed'",
                Object[].class)
            .setParameter("ids", ids)
            .getResultList();
    for (Object[] row : rows) {
      String[] now = {(String) row[1], (String) row[2]};
      worst.merge(
          (UUID) row[0],
          now,
          (a, b) -> States.WORST_FIRST.indexOf(a[0]) <= States.WORST_FIRST.indexOf(b[0]) ? a : b);
    }
    return worst;
  }

  /** Everything about one document; null if there is none of that id. */
  public @Nullable Shown show(UUID id) {
    String record = text(stored.payload(id, 'r'));
    String canonical = text(stored.payload(id, 'm'));
    return store.inSession(
        session -> {
          List<Found> found = found(session, List.of(id));
          if (found.isEmpty()) {
            return null;
          }
          DocumentRow row = session.get(DocumentRow.class, id);
          Map<String, String> keys = new LinkedHashMap<>();
          for (Object[] key :
              session
                  .createNativeQuery(
                      "select key_type, key_value from document_key where document_id = :id order by key_type",
                      Object[].class)
                  .setParameter("id", id)
                  .getResultList()) {
            keys.put((String) key[0], (String) key[1]);
          }
          List<AtTarget> targets =
              deliveries(session, List.of(id)).stream()
                  .map(x -> new AtTarget(x.target, x.state, x.reason, x.targetReference, x.endedAt))
                  .toList();
          List<Wrong> problems =
              session
                  .createSelectionQuery(
                      "from Problem where documentId = :id order by revision desc, seq",
                      ProblemRow.class)
                  .setParameter("id", id)
                  .getResultList()
                  .stream()
                  .map(DocumentQueries::wrong)
                  .toList();
          return new Shown(
              found.get(0),
              row.sourceKey,
              row.sourceVersion,
              row.mappingVersion,
              row.correlationId,
              row.revision,
              keys,
              targets,
              problems,
              record,
              canonical,
              row.purgedAt);
        });
  }

  private static Wrong wrong(ProblemRow p) {
    return new Wrong(p.code, p.kind, p.field, p.value, p.expected, p.place, p.message, p.codeList);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<DeliveryRow> deliveries(StatelessSession session, List<UUID> ids) {
    return session
        .createSelectionQuery(
            "from Delivery where documentId in :ids order by id", DeliveryRow.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  /** What happened to all documents under a key, and to those they caused, in the order of time. */
  public List<Step> timeline(String key) {
    return store.inSession(
        session -> {
          List<UUID> ids = idsOf(session, key, 200);
          if (ids.isEmpty()) {
            return List.of();
          }
          List<Object[]> rows =
              session
                  .createSelectionQuery(
                      "select d, f, b from Document d join Flow f on f.id = d.flowId join Batch b on b.id = d.batchId"
                          + " where d.id in :ids or d.cause in :ids",
                      Object[].class)
                  .setParameter("ids", ids)
                  .getResultList();
          List<Step> steps = new ArrayList<>();
          Map<UUID, Object[]> byId = new LinkedHashMap<>();
          for (Object[] row : rows) {
            DocumentRow document = (DocumentRow) row[0];
            byId.put(document.id, row);
            intakeSteps(document, (FlowRow) row[1], (BatchRow) row[2], steps);
          }
          List<UUID> all = List.copyOf(byId.keySet());
          for (DeliveryRow delivery : deliveries(session, all)) {
            deliverySteps(session, delivery, byId.get(delivery.documentId), steps);
          }
          for (EventRow event :
              session
                  .createSelectionQuery("from Event where documentId in :ids", EventRow.class)
                  .setParameter("ids", all)
                  .getResultList()) {
            Object[] row = byId.get(event.documentId);
            if (row != null) {
              String code = event.code == null ? "" : event.code + " ";
              steps.add(
                  step(event.at, row, event.stage, event.actor + ": " + code + event.message));
            }
          }
          steps.sort(Comparator.comparing(Step::at));
          return steps;
        });
  }

  private static void intakeSteps(DocumentRow d, FlowRow f, BatchRow b, List<Step> steps) {
    Object[] row = {d, f};
    steps.add(
        step(
            b.receivedAt,
            row,
            "received",
            d.sourceKey + " version " + d.sourceVersion + " (" + b.origin + ")"));
    boolean mapped = d.fingerprint != null;
    if (mapped) {
      String by = d.mappingVersion == null ? "already canonical" : "mapping " + d.mappingVersion;
      steps.add(step(b.mappedAt, row, "mapped", by));
      steps.add(step(b.validatedAt, row, "validated", d.verb + " " + d.businessKey));
      steps.add(step(b.deduplicatedAt, row, "deduplicated", "version " + d.version));
    }
    if (!d.state.equals(States.ROUTED)) {
      steps.add(step(b.routedAt, row, d.state, String.valueOf(d.reason)));
    } else {
      steps.add(step(b.routedAt, row, "routed", "batch " + b.id));
    }
    if (d.purgedAt != null) {
      steps.add(
          step(
              d.purgedAt,
              row,
              "purged",
              "payload deleted, its retention being over; keys, fingerprint and history stay"));
    }
  }

  private static void deliverySteps(
      StatelessSession session, DeliveryRow x, Object @Nullable [] row, List<Step> steps) {
    if (row == null) {
      return;
    }
    List<AttemptRow> attempts =
        session
            .createSelectionQuery(
                "from Attempt where outboxId = :outbox order by startedAt", AttemptRow.class)
            .setParameter("outbox", x.outboxId)
            .getResultList();
    for (AttemptRow attempt : attempts) {
      if (List.of(attempt.deliveryIds).contains(x.id)) {
        String request = attempt.requestId == null ? "" : ", request " + attempt.requestId;
        String error =
            attempt.errorCode == null ? "" : ": " + attempt.errorCode + " " + attempt.errorMessage;
        Instant at = attempt.endedAt == null ? attempt.startedAt : attempt.endedAt;
        steps.add(step(at, row, "attempt", x.target + " " + attempt.state + request + error));
      }
    }
    if (x.endedAt != null) {
      String reference = x.targetReference == null ? "" : " as " + x.targetReference;
      String reason = x.reason == null ? "" : " " + x.reason;
      steps.add(step(x.endedAt, row, x.state, x.target + reference + reason));
    } else if (x.state.equals(States.HELD)) {
      steps.add(step(((DocumentRow) row[0]).eventTime, row, x.state, x.target + " " + x.reason));
    }
  }

  private static Step step(Instant at, Object[] row, String stage, String what) {
    DocumentRow d = (DocumentRow) row[0];
    FlowRow f = (FlowRow) row[1];
    return new Step(
        at, d.id, f.system, DocumentName.parse(f.document).name(), d.version, stage, what);
  }

  /** A group of documents that failed for one cause. */
  public record Cause(
      String state,
      String system,
      String document,
      String code,
      String field,
      long documents,
      @Nullable BigDecimal worth,
      @Nullable String currency,
      @Nullable BigDecimal tonnes,
      String example) {}

  /**
   * Causes of documents in a state, dearest first.
   *
   * @param state rejected or dead-lettered
   */
  public List<Cause> causes(String state) {
    return store.inTransaction(
        connection -> {
          List<Cause> causes = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select f.system, f.document, p.code, coalesce(p.field, ''), count(*), sum(abs(s.worth)), s.worth_currency, sum(abs(s.tonnes)),"
                      + " min(p.message) from ("
                      + Accounting.STATES
                      + ") s join flow f on f.id = s.flow_id left join lateral (select * from problem p where p.document_id = s.id"
                      + " order by p.revision desc, p.seq limit 1) p on true where s.state = ?"
                      + " group by f.system, f.document, p.code, coalesce(p.field, ''), s.worth_currency order by 6 desc nulls last, 5 desc")) {
            select.setString(1, state);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                causes.add(
                    new Cause(
                        state,
                        row.getString(1),
                        DocumentName.parse(row.getString(2)).name(),
                        String.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getBigDecimal(6),
                        row.getString(7),
                        row.getBigDecimal(8),
                        String.valueOf(row.getString(9))));
              }
            }
          }
          return causes;
        });
  }

  /** Ids of documents in a state, dearest first. */
  public List<UUID> ids(String state, @Nullable String system, @Nullable String code, int limit) {
    return store.inTransaction(
        connection -> {
          List<UUID> ids = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select s.id from ("
                      + Accounting.STATES
                      + ") s join flow f on f.id = s.flow_id where s.state = ? and (?::varchar is null or f.system = ?)"
                      + " and (?::varchar is null or exists (select 1 from problem p where p.document_id = s.id and p.code = ?))"
                      + " order by abs(s.worth) desc nulls last, s.id limit ?")) {
            select.setString(1, state);
            select.setString(2, system);
            select.setString(3, system);
            select.setString(4, code);
            select.setString(5, code);
            select.setInt(6, limit);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
              }
            }
          }
          return ids;
        });
  }

  /** Documents in a state with what is at stake, dearest first. */
  public List<Found> list(String state, @Nullable String system, @Nullable String code, int limit) {
    return found(ids(state, system, code, limit));
  }

  /** These documents with what is at stake, in this order. */
  public List<Found> found(List<UUID> ids) {
    List<Found> found = new ArrayList<>(store.inSession(session -> found(session, ids)));
    found.sort(Comparator.comparingInt(f -> ids.indexOf(f.id())));
    return found;
  }
}
