package io.pipemill.hub.delivery;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Request;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.hub.delivery.Attempts.Live;
import io.pipemill.hub.delivery.Marking.Ending;
import io.pipemill.hub.intake.Draft;
import io.pipemill.hub.intake.Drafting;
import io.pipemill.hub.intake.Intake;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Flows;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks targets for their answers, ends the deliveries, and takes the answers in as documents; one
 * transaction per round.
 */
final class Answers {
  private final HubStore store;
  private final Attempts attempts;
  private final Requests requests;
  private final Loading loading;
  private final Marking marking;
  private final Intake intake;
  private final Drafting drafting;
  private final Flows flows;
  private final Handover handover;
  private final FaultPoint faults;

  Answers(
      HubStore store,
      Attempts attempts,
      Requests requests,
      Loading loading,
      Marking marking,
      Intake intake,
      Drafting drafting,
      Flows flows,
      Handover handover,
      FaultPoint faults) {
    this.store = store;
    this.attempts = attempts;
    this.requests = requests;
    this.loading = loading;
    this.marking = marking;
    this.intake = intake;
    this.drafting = drafting;
    this.flows = flows;
    this.handover = handover;
    this.faults = faults;
  }

  /** One round for a target; gives the number of documents answered. */
  int collect(Target target) {
    if (!target.adapter().capabilities().contains(Capability.ANSWERS)) {
      return 0;
    }
    List<Live> live =
        store.inTransaction(connection -> attempts.unanswered(connection, target.id()));
    if (live.isEmpty()) {
      return 0;
    }
    Map<Long, Live> attemptOf = new HashMap<>();
    Map<Long, OutboundDocument> documentOf = new HashMap<>();
    List<Request> asked = new ArrayList<>();
    List<UUID> empty = new ArrayList<>();
    for (Live one : live) {
      if (one.pending().isEmpty() || one.requestId() == null) {
        empty.add(one.attempt());
        continue;
      }
      List<OutboundDocument> documents = requests.of(one.attempt());
      if (documents == null) {
        documents = loading.load(target, one.document(), one.pending()).ready();
        requests.remember(one.attempt(), documents);
      }
      List<OutboundDocument> open =
          documents.stream().filter(d -> one.pending().contains(d.deliveryId())).toList();
      for (OutboundDocument document : open) {
        attemptOf.put(document.deliveryId(), one);
        documentOf.put(document.deliveryId(), document);
      }
      asked.add(new Request(one.requestId(), open));
    }
    List<Answer> answers = asked.isEmpty() ? List.of() : target.adapter().answers(asked);
    if (answers.isEmpty() && empty.isEmpty()) {
      return 0;
    }
    faults.reached("answers.before-mark");
    List<Outbox.Waiting> waiting = new ArrayList<>();
    Map<Long, DocumentEntry> entries = new LinkedHashMap<>();
    store.inTransaction(
        connection -> {
          waiting.clear();
          entries.clear();
          mark(connection, target, answers, attemptOf, documentOf, waiting, entries);
          attempts.answered(connection, empty);
          return null;
        });
    faults.reached("answers.after-mark");
    empty.forEach(requests::forget);
    handover.offer(waiting, entries);
    return answers.size();
  }

  private void mark(
      Connection connection,
      Target target,
      List<Answer> answers,
      Map<Long, Live> attemptOf,
      Map<Long, OutboundDocument> documentOf,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Map<Live, List<Ending>> endings = new LinkedHashMap<>();
    Map<DocumentName, List<Draft>> statuses = new LinkedHashMap<>();
    for (Answer answer : answers) {
      Live live = attemptOf.get(answer.deliveryId());
      OutboundDocument document = documentOf.get(answer.deliveryId());
      if (live == null || document == null) {
        continue;
      }
      endings.computeIfAbsent(live, l -> new ArrayList<>()).add(ending(answer));
      if (answer.status() != null) {
        draft(target, answer, answer.status(), document.envelope(), statuses);
      }
    }
    for (Map.Entry<Live, List<Ending>> one : endings.entrySet()) {
      Live live = one.getKey();
      waiting.addAll(
          marking.end(connection, target, live.document(), live.attempt(), one.getValue()));
      if (one.getValue().size() == live.pending().size()) {
        attempts.answered(connection, List.of(live.attempt()));
        requests.forget(live.attempt());
      }
      Marking.closeOutbox(connection, live.outbox());
    }
    for (Map.Entry<DocumentName, List<Draft>> one : statuses.entrySet()) {
      Flow flow = flows.canonical(target.system(), one.getKey());
      intake.takeDocuments(connection, flow, one.getValue(), "answer", waiting, entries);
    }
  }

  private static Ending ending(Answer answer) {
    List<Violation> words = new ArrayList<>(answer.messages().size());
    for (String message : answer.messages()) {
      words.add(
          new Violation("TARGET", "document", null, "acceptance by the target", null, message));
    }
    return answer.accepted()
        ? Ending.delivered(answer.deliveryId(), answer.targetReference(), words)
        : Ending.failed(answer.deliveryId(), States.REJECTED, "TARGET_REFUSED", words);
  }

  private void draft(
      Target target,
      Answer answer,
      Object status,
      Envelope about,
      Map<DocumentName, List<Draft>> statuses) {
    DocumentType type = flows.typeOf(status);
    statuses
        .computeIfAbsent(type.name(), n -> new ArrayList<>())
        .add(
            Draft.answer(
                drafting.newId(),
                target.id() + "/" + about.system() + "/" + answer.deliveryId(),
                status,
                type,
                Instant.now(),
                about.documentId(),
                about.correlationId(),
                about.system()));
  }
}
