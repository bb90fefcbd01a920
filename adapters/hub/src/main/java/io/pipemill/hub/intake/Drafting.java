package io.pipemill.hub.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.pipemill.adapter.Arrival;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.record.RecordTreeJson;
import io.pipemill.hub.intake.KnownVersions.SeenKey;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Flows;
import io.pipemill.hub.timeline.StoredDocuments;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.Mapped.MissingMaster;
import io.pipemill.mapping.OnMissing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of arrivals: maps and validates a batch at once. Reads the store, writes nothing.
 */
public final class Drafting {
  private final StoredDocuments stored;
  private final Flows flows;
  private final MasterLookups lookups;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final RecordTreeJson json = new RecordTreeJson();

  public Drafting(StoredDocuments stored, Flows flows, MasterLookups lookups) {
    this.stored = stored;
    this.flows = flows;
    this.lookups = lookups;
  }

  /** A new document id, ordered by time. */
  public UUID newId() {
    return ids.generate();
  }

  List<Draft> draft(
      Flow flow, List<Arrival> arrivals, Map<String, SeenKey> seen, Instant received) {
    List<Draft> drafts = new ArrayList<>(arrivals.size());
    List<Draft> toMap = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      SeenKey known = seen.get(arrival.key());
      boolean sameVersion =
          known != null && !known.deleted() && known.version().equals(arrival.version());
      if (sameVersion && arrival.reread()) {
        continue;
      }
      Draft draft = new Draft(newId(), arrival, received);
      if (arrival.deleted()) {
        if (known == null || known.document() == null || flow.system().deletes().equals("IGNORE")) {
          draft.filter("DELETED");
        } else {
          cancel(flow, draft, known.document());
        }
      } else if (sameVersion) {
        draft.filter("DUPLICATE");
      } else if (draft.is(States.ROUTED)) {
        toMap.add(draft);
      }
      if (arrival.record() != null) {
        draft.record = json.write(arrival.record());
      }
      drafts.add(draft);
    }
    map(flow, toMap);
    return drafts;
  }

  private void map(Flow flow, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    if (flow.mapping() == null) {
      throw new IllegalStateException(flow.routeId() + " has records but no mapping");
    }
    List<RecordTree> records = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      records.add(java.util.Objects.requireNonNull(draft.arrival.record(), "record"));
    }
    MasterLookups.Asked asked = lookups.forDocument(flow.document(), flow.system());
    List<Mapped> results = flow.mapping().map(records, asked);
    for (int i = 0; i < drafts.size(); i++) {
      apply(flow.type(), drafts.get(i), results.get(i), asked);
    }
  }

  /** Puts the result of a mapping into a draft; used by intake and replay alike. */
  static void apply(DocumentType type, Draft draft, Mapped mapped, MasterLookups.Asked asked) {
    judge(type, draft, mapped, asked);
    draft.stored(type);
  }

  /** What becomes of a record; leaves out what is only needed to store it. */
  static void judge(DocumentType type, Draft draft, Mapped mapped, MasterLookups.Asked asked) {
    draft.verb = mapped.verb();
    draft.businessKey = mapped.businessKey();
    draft.keys = mapped.keys();
    if (mapped.eventTime() != null) {
      draft.eventTime = mapped.eventTime();
    }
    if (mapped.outOfScope() != null) {
      draft.filter(mapped.outOfScope());
      return;
    }
    draft.problems.addAll(mapped.problems());
    if (!draft.problems.isEmpty()) {
      draft.reject();
      draft.document = mapped.document();
      return;
    }
    draft.judged(
        type, java.util.Objects.requireNonNull(mapped.document(), "document without problems"));
    List<MissingMaster> waits = new ArrayList<>(mapped.missing());
    if (!asked.onTheirWay().isEmpty()) {
      for (var master : DocumentReading.masters(type, mapped.document())) {
        if (asked.onTheirWay().contains(master.master() + "/" + master.code())) {
          waits.add(new MissingMaster(master.master(), master.code(), OnMissing.HOLD, null));
        }
      }
    }
    if (!waits.isEmpty()) {
      draft.waitsFor = waits;
      draft.state = States.HELD;
      draft.reason = "MASTER";
    }
  }

  /** The look-ups of the store as they answer now. */
  public Lookups lookups(Flow flow) {
    return lookups.forDocument(flow.document(), flow.system());
  }

  /** The source record of a stored document; null if none is stored. */
  public @Nullable RecordTree record(UUID id) {
    return stored.record(id);
  }

  /**
   * Makes a stored document anew: its record, with edits, through today's mapping; or as it is
   * stored, where it never was a record.
   *
   * @param edits source columns ({@code CUST_CD}, {@code lines[2].NET_TON}) with their new values
   */
  public Redraft again(UUID id, Map<String, String> edits) {
    return again(id, edits, UnaryOperator.identity());
  }

  /**
   * The same through a mapping that is not the present one.
   *
   * @param as the flow as it would be
   */
  public Redraft again(UUID id, Map<String, String> edits, UnaryOperator<Flow> as) {
    StoredDocuments.Row row = stored.row(id);
    if (row == null) {
      return Redraft.impossible(id, "document " + id + " is unknown");
    }
    Flow now = flows.of(row.system(), row.document());
    if (now == null) {
      return Redraft.impossible(id, "system " + row.system() + " is not configured on this node");
    }
    Flow flow = as.apply(now);
    Draft draft =
        new Draft(
            id,
            new Arrival(
                row.sourceKey(),
                row.sourceVersion(),
                row.eventTime(),
                null,
                null,
                List.of(),
                false,
                false),
            row.eventTime());
    draft.correlationId = row.correlationId();
    draft.cause = row.cause();
    RecordTree record = stored.record(id);
    InboundMapping mapping = flow.mapping();
    boolean remap = record != null && mapping != null;
    if (record != null && mapping != null) {
      RecordTree edited = edits.isEmpty() ? record : RecordEdits.apply(record, edits);
      MasterLookups.Asked asked = lookups.forDocument(flow.document(), flow.system());
      apply(flow.type(), draft, mapping.map(List.of(edited), asked).get(0), asked);
      draft.record = json.write(edited);
      if (draft.is(States.FILTERED)) {
        return Redraft.leftOut(id, flow, String.valueOf(draft.reason), row);
      }
    } else {
      StoredDocuments.Canonical canonical = stored.canonical(id);
      if (canonical == null) {
        String purged = row.purged();
        return Redraft.impossible(
            id,
            purged == null ? "neither its record nor its canonical document is stored" : purged);
      }
      if (!edits.isEmpty()) {
        return Redraft.impossible(id, "it has no source record that could be edited");
      }
      draft.verb = canonical.envelope().verb();
      draft.businessKey = canonical.businessKey();
      draft.complete(flow.type(), canonical.document());
    }
    draft.version = row.version();
    Envelope envelope =
        draft.envelope(
            flow.document(),
            flow.system().id(),
            remap && mapping != null ? mapping.version() : row.mappingVersion());
    boolean unchanged =
        draft.fingerprint != null && java.util.Arrays.equals(draft.fingerprint, row.fingerprint());
    return new Redraft(
        id,
        flow,
        draft.entry(envelope),
        null,
        null,
        row.state(),
        row.delivered(),
        unchanged,
        row.revision(),
        remap,
        missingMasters(List.of(draft), Instant.now()));
  }

  private void cancel(Flow flow, Draft draft, UUID last) {
    var before = stored.canonical(last);
    if (before == null) {
      StoredDocuments.Row row = stored.row(last);
      draft.filter(row == null || row.purgedAt() == null ? "DELETED" : "DELETED_AFTER_RETENTION");
      return;
    }
    draft.verb = Verb.CANCEL;
    draft.businessKey = before.businessKey();
    draft.correlationId = before.correlationId();
    draft.complete(flow.type(), before.document());
  }

  /** Documents of masters that are to be made because an order names them; each once. */
  List<Draft> missingMasters(List<Draft> drafts, Instant received) {
    Map<String, Draft> made = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      for (MissingMaster missing : draft.waitsFor) {
        if (missing.policy() == OnMissing.CREATE && missing.document() != null) {
          made.computeIfAbsent(
              missing.master() + "/" + missing.code(),
              key -> {
                Draft master =
                    new Draft(
                        newId(),
                        Arrival.of(key, "created", received, emptyRecord(), false),
                        received);
                master.verb = Verb.SYNC;
                master.cause = draft.id;
                master.correlationId = draft.correlationId == null ? draft.id : draft.correlationId;
                master.complete(
                    flows.type(new DocumentName(missing.master(), 1)),
                    java.util.Objects.requireNonNull(missing.document()));
                return master;
              });
        }
      }
    }
    return new ArrayList<>(made.values());
  }

  private static RecordTree emptyRecord() {
    return RecordTree.flat(
        io.pipemill.canonical.record.RecordShape.of("created"), new @Nullable Object[0], null);
  }

  DocumentType typeOf(Draft draft) {
    return flows.typeOf(java.util.Objects.requireNonNull(draft.document));
  }

  Flow canonicalFlow(ExternalSystem system, DocumentName document) {
    return flows.canonical(system, document);
  }

  /** Master types, in the order in which they must be delivered. */
  static final Set<String> MASTERS = Set.of("customer", "item");
}
