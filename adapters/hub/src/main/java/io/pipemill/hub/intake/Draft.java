package io.pipemill.hub.intake;

import io.pipemill.adapter.Arrival;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.journal.Worth;
import io.pipemill.mapping.Mapped.MissingMaster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document while it passes the stages of intake; confined to the thread of its batch. */
public final class Draft {
  final UUID id;
  final Arrival arrival;
  @Nullable Object document;
  byte @Nullable [] canonical;
  byte @Nullable [] record;
  byte @Nullable [] fingerprint;
  @Nullable String businessKey;
  Verb verb = Verb.PROCESS;
  Instant eventTime;
  @Nullable UUID correlationId;
  @Nullable UUID cause;
  @Nullable String owner;
  long version;
  String state = States.ROUTED;
  @Nullable String reason;
  Map<String, String> keys = Map.of();
  List<Violation> problems;
  List<MissingMaster> waitsFor = List.of();
  Worth worth = Worth.NONE;

  Draft(UUID id, Arrival arrival, Instant received) {
    this.id = id;
    this.arrival = arrival;
    this.eventTime = arrival.changedAt() == null ? received : arrival.changedAt();
    this.problems = new ArrayList<>(arrival.problems());
    if (!problems.isEmpty()) {
      reject();
    }
  }

  void reject() {
    state = States.REJECTED;
    reason = problems.get(0).code();
  }

  void filter(String why) {
    state = States.FILTERED;
    reason = why;
  }

  String keyOrEmpty() {
    return businessKey == null ? "" : businessKey;
  }

  boolean is(String wanted) {
    return state.equals(wanted);
  }

  /** An answer of a target: a canonical document that another one caused. */
  public static Draft answer(
      UUID id,
      String key,
      Object document,
      DocumentType type,
      Instant at,
      UUID cause,
      UUID correlationId,
      String owner) {
    Draft draft =
        new Draft(id, new Arrival(key, at.toString(), at, null, null, List.of(), false, false), at);
    draft.verb = Verb.ACKNOWLEDGE;
    draft.cause = cause;
    draft.correlationId = correlationId;
    draft.owner = owner;
    draft.complete(type, document);
    return draft;
  }

  /** Fills in all that follows from the canonical object itself. */
  void complete(DocumentType type, Object content) {
    judged(type, content);
    stored(type);
  }

  /** What is needed to compare it with other documents; {@link #stored} is the rest. */
  void judged(DocumentType type, Object content) {
    document = content;
    byte[] print = type.fingerprint(content);
    // a cancel has the content of what it cancels and yet is no duplicate of it
    print[0] ^= (byte) verb.ordinal();
    fingerprint = print;
    if (businessKey == null) {
      businessKey = DocumentReading.businessKey(type, content);
    }
  }

  /** What is stored of it besides. */
  void stored(DocumentType type) {
    if (document != null) {
      worth = DocumentReading.worth(type, document);
      if (fingerprint != null) {
        canonical = type.toXml(document);
      }
    }
  }

  Envelope envelope(DocumentName name, String system, @Nullable String mappingVersion) {
    return new Envelope(
        id,
        name,
        businessKey == null ? "" : businessKey,
        version,
        verb,
        system,
        arrival.key(),
        correlationId == null ? id : correlationId,
        eventTime,
        mappingVersion,
        cause == null ? List.of() : List.of(cause));
  }

  DocumentEntry entry(Envelope envelope) {
    return new DocumentEntry(
        envelope,
        arrival.key(),
        arrival.version(),
        document,
        canonical,
        record,
        arrival.raw(),
        fingerprint,
        state,
        reason,
        keys,
        problems,
        waitsFor,
        worth);
  }
}
