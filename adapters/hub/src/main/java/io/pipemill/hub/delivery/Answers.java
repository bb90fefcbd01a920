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
import io.pipemill.hub.delivery.Attempts.Asked;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
    List<Asked> open =
        store.inTransaction(connection -> attempts.unanswered(connection, target.id()));
    if (open.isEmpty()) {
      return 0;
    }
    Set<String> ended =
        target.adapter().ended(open.stream().map(Asked::requestId).collect(Collectors.toSet()));
    Map<Asked, List<OutboundDocument>> sent = new LinkedHashMap<>();
    List<Request> asked = new ArrayList<>();
    List<UUID> empty = new ArrayList<>();
    for (Asked one : open) {
      if (!ended.contains(one.requestId())) {
        continue;
      }
      List<OutboundDocument> documents = documents(target, one);
      if (documents.isEmpty()) {
        empty.add(one.attempt());
        continue;
      }
      sent.put(one, documents);
      asked.add(new Request(one.requestId(), documents));
    }
    List<Answer> answers = asked.isEmpty() ? List.of() : target.adapter().answers(asked);
    if (answers.isEmpty() && empty.isEmpty()) {
      return 0;
    }
    Map<Long, Asked> attemptOf = new HashMap<>();
    Map<Long, OutboundDocument> documentOf = new HashMap<>();
    sent.forEach(
        (one, documents) -> {
          for (OutboundDocument document : documents) {
            attemptOf.put(document.deliveryId(), one);
            documentOf.put(document.deliveryId(), document);
          }
        });
    faults.reached("answers.before-mark");
    List<Outbox.Waiting> waiting = new ArrayList<>();
    Map<Long, DocumentEntry> entries = new LinkedHashMap<>();
    try {
      store.inTransaction(
          connection -> {
            waiting.clear();
            entries.clear();
            mark(connection, target, answers, attemptOf, documentOf, waiting, entries);
            attempts.answered(connection, empty);
            faults.reached("answers.inside-mark-transaction");
            return null;
          });
    } catch (RuntimeException e) {
      // it may have committed: what is still to be answered is read from the store
      sent.keySet().forEach(one -> requests.forget(one.attempt()));
      throw e;
    }
    faults.reached("answers.after-mark");
    empty.forEach(requests::forget);
    forgetAnswered(answers, attemptOf);
    handover.offer(waiting, entries);
    return answers.size();
  }

  /** What an attempt still waits for; read from the journal once after a restart. */
  private List<OutboundDocument> documents(Target target, Asked one) {
    List<OutboundDocument> documents = requests.of(one.attempt());
    if (documents == null) {
      List<Long> pending =
          store.inTransaction(connection -> attempts.pendingOf(connection, one.attempt()));
      documents =
          pending.isEmpty() ? List.of() : loading.load(target, one.document(), pending).ready();
      requests.remember(one.attempt(), documents);
    }
    return documents;
  }

  private List<OutboundDocument> remaining(Asked attempt, List<Ending> endings) {
    Set<Long> ended = new HashSet<>();
    endings.forEach(ending -> ended.add(ending.delivery()));
    List<OutboundDocument> sent = requests.of(attempt.attempt());
    return sent == null
        ? List.of()
        : sent.stream().filter(d -> !ended.contains(d.deliveryId())).toList();
  }

  /** After the commit: an answered document is not asked for again, so its answer comes in once. */
  private void forgetAnswered(List<Answer> answers, Map<Long, Asked> attemptOf) {
    Map<Asked, List<Ending>> byAttempt = new HashMap<>();
    for (Answer answer : answers) {
      Asked attempt = attemptOf.get(answer.deliveryId());
      if (attempt != null) {
        byAttempt.computeIfAbsent(attempt, a -> new ArrayList<>()).add(ending(answer));
      }
    }
    byAttempt.forEach(
        (attempt, endings) -> {
          List<OutboundDocument> left = remaining(attempt, endings);
          if (left.isEmpty()) {
            requests.forget(attempt.attempt());
          } else {
            requests.remember(attempt.attempt(), left);
          }
        });
  }

  private void mark(
      Connection connection,
      Target target,
      List<Answer> answers,
      Map<Long, Asked> attemptOf,
      Map<Long, OutboundDocument> documentOf,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Map<Asked, List<Ending>> endings = new LinkedHashMap<>();
    Map<DocumentName, List<Draft>> statuses = new LinkedHashMap<>();
    for (Answer answer : answers) {
      Asked live = attemptOf.get(answer.deliveryId());
      OutboundDocument document = documentOf.get(answer.deliveryId());
      if (live == null || document == null) {
        continue;
      }
      endings.computeIfAbsent(live, l -> new ArrayList<>()).add(ending(answer));
      if (answer.status() != null) {
        draft(target, answer, answer.status(), document.envelope(), statuses);
      }
    }
    for (Map.Entry<Asked, List<Ending>> one : endings.entrySet()) {
      Asked live = one.getKey();
      waiting.addAll(
          marking.end(connection, target, live.document(), live.attempt(), one.getValue()));
      if (remaining(live, one.getValue()).isEmpty()) {
        attempts.answered(connection, List.of(live.attempt()));
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
