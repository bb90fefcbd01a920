package io.pipemill.hub.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.delivery.Attempts.Claimed;
import io.pipemill.hub.delivery.Marking.Ending;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one outbox batch: claims it, writes it into the target in as few transactions as its
 * content allows, and marks what became of each document. Whatever is interrupted is found again by
 * its attempt.
 */
public final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final HubStore store;
  private final Attempts attempts;
  private final Loading loading;
  private final Marking marking;
  private final Handover handover;
  private final Requests requests;
  private final UnderWay underWay;
  private final IntervalFunction pauses;
  private final int maxAttempts;
  private final FaultPoint faults;

  DeliveryWorker(
      HubStore store,
      Attempts attempts,
      Loading loading,
      Marking marking,
      Handover handover,
      Requests requests,
      UnderWay underWay,
      IntervalFunction pauses,
      int maxAttempts,
      FaultPoint faults) {
    this.store = store;
    this.attempts = attempts;
    this.loading = loading;
    this.marking = marking;
    this.handover = handover;
    this.requests = requests;
    this.underWay = underWay;
    this.pauses = pauses;
    this.maxAttempts = maxAttempts;
    this.faults = faults;
  }

  /** Delivers a batch if it is its time; harmless if the same number comes twice. */
  public void deliver(Target target, long outbox) {
    // the broker has forgotten the message by now
    faults.reached("delivery.after-ack");
    if (target.heldReason() != null
        || !target.verified()
        || !target.breaker().tryAcquirePermission()) {
      handover.forget(outbox);
      return;
    }
    underWay.begin(outbox);
    try {
      claimAndSend(target, outbox);
    } catch (StoreUnavailable e) {
      LOG.warn("delivery to {} broken off, to be resolved: {}", target.id(), e.getMessage());
      brokenOff(target, outbox);
    } catch (RuntimeException e) {
      brokenOff(target, outbox);
      throw e;
    } finally {
      underWay.end(outbox);
    }
  }

  /** The upkeep finds out what became of it; a trial that the breaker has granted is given back. */
  private void brokenOff(Target target, long outbox) {
    target.breaker().releasePermission();
    handover.forget(outbox);
  }

  private void claimAndSend(Target target, long outbox) {
    UUID first = UUID.randomUUID();
    Claimed claimed =
        store.inTransaction(
            connection -> {
              Claimed found = attempts.claim(connection, outbox, target.system().newestOnly());
              if (found != null && found.deliveries().isEmpty()) {
                Marking.closeOutbox(connection, outbox);
                return null;
              }
              if (found != null) {
                attempts.begin(connection, first, found, found.deliveries());
              }
              return found;
            });
    if (claimed == null) {
      target.breaker().releasePermission();
      return;
    }
    faults.reached("delivery.claimed");
    Loading.Loaded loaded = loading.load(target, claimed.document(), claimed.deliveries());
    if (!loaded.problems().isEmpty()) {
      reject(target, claimed, null, loaded.problems(), ErrorKind.REJECTED_CONTENT);
    }
    if (loaded.ready().isEmpty()) {
      target.breaker().releasePermission();
      store.inTransaction(
          connection -> {
            attempts.end(connection, first, "never", null, true, null, null);
            Marking.closeOutbox(connection, outbox);
            return null;
          });
      return;
    }
    send(target, claimed, first, loaded.ready(), loaded.problems().isEmpty());
  }

  private void send(
      Target target,
      Claimed claimed,
      UUID attempt,
      List<OutboundDocument> documents,
      boolean whole) {
    long started = System.nanoTime();
    Receipt receipt;
    try {
      receipt = target.adapter().deliver(new Attempt(attempt, documents));
    } catch (AdapterException e) {
      failed(target, claimed, attempt, documents, e, started);
      return;
    } catch (RuntimeException e) {
      LOG.error("delivery to {} broke", target.id(), e);
      failed(
          target,
          claimed,
          attempt,
          documents,
          new AdapterException(
              "HUB-030", ErrorKind.BUG, AdapterException.Outcome.UNKNOWN, String.valueOf(e), e),
          started);
      return;
    }
    target.breaker().onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    faults.reached("delivery.after-target-commit");
    committed(target, claimed.outbox(), claimed.document(), attempt, documents, receipt, whole);
    faults.reached("delivery.after-mark");
  }

  /**
   * Marks a committed attempt: delivered, or waiting for the target's answer. Also used when a
   * doubt ends well.
   */
  void committed(
      Target target,
      long outbox,
      io.pipemill.canonical.DocumentName document,
      UUID attempt,
      List<OutboundDocument> documents,
      Receipt receipt,
      boolean whole) {
    List<Outbox.Waiting> waiting =
        store.inTransaction(
            connection -> {
              // what is lost here is found out again by the attempt: no need to wait for the disk
              withoutWaiting(connection);
              if (receipt.requestId() == null) {
                attempts.end(connection, attempt, "committed", null, true, null, null);
                List<Ending> endings = new ArrayList<>(documents.size());
                documents.forEach(
                    d -> endings.add(Ending.delivered(d.deliveryId(), null, List.of())));
                List<Outbox.Waiting> freed =
                    marking.end(connection, target, document, attempt, endings);
                Marking.closeOutbox(connection, outbox);
                return freed;
              }
              attempts.end(
                  connection, attempt, "committed", receipt.requestId(), false, null, null);
              if (whole) {
                attempts.outboxState(connection, outbox, "sent");
              } else {
                attempts.sent(
                    connection,
                    outbox,
                    documents.stream().map(OutboundDocument::deliveryId).toList());
              }
              faults.reached("delivery.inside-mark-transaction");
              return List.<Outbox.Waiting>of();
            });
    if (receipt.requestId() != null) {
      requests.remember(attempt, documents);
    }
    handover.offer(waiting, Map.of());
  }

  private static void withoutWaiting(java.sql.Connection connection) throws java.sql.SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit = off");
    }
  }

  private void failed(
      Target target,
      Claimed claimed,
      UUID attempt,
      List<OutboundDocument> documents,
      AdapterException e,
      long started) {
    boolean content =
        e.kind() == ErrorKind.REJECTED_CONTENT || e.kind() == ErrorKind.TARGET_REFUSED;
    if (content) {
      target.breaker().onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    } else {
      target.breaker().onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, e);
      // whoever answers next may be another database
      target.verified(false);
    }
    if (e.outcome() == AdapterException.Outcome.UNKNOWN) {
      LOG.warn("delivery to {} in doubt: {} {}", target.id(), e.code(), e.getMessage());
      store.inTransaction(
          connection -> {
            attempts.end(connection, attempt, "in-doubt", null, false, e.code(), e.getMessage());
            return null;
          });
      return;
    }
    if (content) {
      bisect(target, claimed, attempt, documents, e);
      return;
    }
    if (e.kind() == ErrorKind.CONFIGURATION || e.kind() == ErrorKind.SPACE) {
      target.hold(e.code() + " " + e.getMessage());
      LOG.error("target {} is held: {} {}", target.id(), e.code(), e.getMessage());
    }
    boolean up = target.adapter().check().level() == CheckResult.Level.OK;
    boolean counts = up && target.heldReason() == null;
    boolean dead = counts && claimed.attempts() >= maxAttempts;
    long pause = pauses.apply(Math.max(1, Math.min(claimed.attempts(), 12)));
    LOG.warn(
        "delivery to {} failed, {}: {} {}",
        target.id(),
        dead ? "dead-lettered" : "retry in " + pause + " ms",
        e.code(),
        e.getMessage());
    List<Outbox.Waiting> waiting =
        store.inTransaction(
            connection -> {
              attempts.end(connection, attempt, "failed", null, true, e.code(), e.getMessage());
              if (!dead) {
                attempts.putBack(
                    connection,
                    claimed.outbox(),
                    pause,
                    counts,
                    e.code(),
                    String.valueOf(e.getMessage()));
                return List.<Outbox.Waiting>of();
              }
              List<Violation> problem = List.of(problem(e));
              List<Ending> endings = new ArrayList<>(documents.size());
              documents.forEach(
                  d ->
                      endings.add(
                          Ending.failed(
                              d.deliveryId(), States.DEAD_LETTERED, e.kind().name(), problem)));
              List<Outbox.Waiting> freed =
                  marking.end(connection, target, claimed.document(), attempt, endings);
              Marking.closeOutbox(connection, claimed.outbox());
              return freed;
            });
    handover.forget(claimed.outbox());
    handover.offer(waiting, Map.of());
  }

  /**
   * Finds the bad documents of a refused batch: those the adapter names, else by halving; the good
   * ones go on.
   */
  private void bisect(
      Target target,
      Claimed claimed,
      UUID attempt,
      List<OutboundDocument> documents,
      AdapterException e) {
    Map<Long, List<Violation>> named = e.rejections();
    if (documents.size() == 1 && named.isEmpty()) {
      named = Map.of(documents.get(0).deliveryId(), List.of(problem(e)));
    }
    Map<Long, List<Violation>> bad = named;
    store.inTransaction(
        connection -> {
          attempts.end(connection, attempt, "failed", null, true, e.code(), e.getMessage());
          return null;
        });
    List<List<OutboundDocument>> parts = new ArrayList<>();
    if (bad.isEmpty()) {
      parts.add(documents.subList(0, documents.size() / 2));
      parts.add(documents.subList(documents.size() / 2, documents.size()));
    } else {
      reject(target, claimed, attempt, bad, e.kind());
      parts.add(documents.stream().filter(d -> !bad.containsKey(d.deliveryId())).toList());
    }
    for (List<OutboundDocument> part : parts) {
      if (!part.isEmpty()) {
        UUID next = UUID.randomUUID();
        store.inTransaction(
            connection -> {
              attempts.begin(
                  connection,
                  next,
                  claimed,
                  part.stream().map(OutboundDocument::deliveryId).toList());
              return null;
            });
        send(target, claimed, next, part, false);
      }
    }
    store.inTransaction(
        connection -> {
          Marking.closeOutbox(connection, claimed.outbox());
          return null;
        });
  }

  private void reject(
      Target target,
      Claimed claimed,
      java.util.@org.jspecify.annotations.Nullable UUID attempt,
      Map<Long, List<Violation>> bad,
      ErrorKind kind) {
    List<Ending> endings = new ArrayList<>(bad.size());
    bad.forEach(
        (id, problems) -> endings.add(Ending.failed(id, States.REJECTED, kind.name(), problems)));
    handover.offer(
        store.inTransaction(
            connection -> marking.end(connection, target, claimed.document(), attempt, endings)),
        Map.of());
  }

  private static Violation problem(AdapterException e) {
    String message = String.valueOf(e.getMessage());
    return new Violation(e.code(), "document", null, "a document the target takes", null, message);
  }
}
