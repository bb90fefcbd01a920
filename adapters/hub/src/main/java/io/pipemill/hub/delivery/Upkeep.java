package io.pipemill.hub.delivery;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.store.StoreUnavailable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be looked after at each target again and again: its identity, attempts in doubt,
 * answers, batches whose message was lost, documents whose predecessor has gone. Called by a timer;
 * the first round after a start is the start-up sweep.
 */
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration IDENTITY_EVERY = Duration.ofSeconds(30);
  private static final String WRONG_ENVIRONMENT = "WRONG-ENVIRONMENT";

  private final HubStore store;
  private final Attempts attempts;
  private final Doubts doubts;
  private final Answers answers;
  private final Releases releases;
  private final Handover handover;
  private final UnderWay underWay;
  private final Supplier<Topology> topology;
  private final Map<String, Instant> identityChecked = new ConcurrentHashMap<>();

  Upkeep(
      HubStore store,
      Attempts attempts,
      Doubts doubts,
      Answers answers,
      Releases releases,
      Handover handover,
      UnderWay underWay,
      Supplier<Topology> topology) {
    this.store = store;
    this.attempts = attempts;
    this.doubts = doubts;
    this.answers = answers;
    this.releases = releases;
    this.handover = handover;
    this.underWay = underWay;
    this.topology = topology;
  }

  /** One round over all targets; a target that fails does not keep the others from theirs. */
  public void round() {
    for (Target target : topology.get().targets()) {
      try {
        round(target);
      } catch (StoreUnavailable e) {
        LOG.warn("{}", e.getMessage());
        return;
      } catch (AdapterException e) {
        LOG.warn("target {}: {} {}", target.id(), e.code(), e.getMessage());
      }
    }
  }

  private void round(Target target) {
    readHold(target);
    if (!rightEnvironment(target)) {
      return;
    }
    doubts.resolve(target);
    recover(target);
    Map<String, Set<String>> arrived = arrivedMasters(target);
    List<Outbox.Waiting> waiting =
        store.inTransaction(
            connection -> {
              List<Outbox.Waiting> free =
                  new ArrayList<>(releases.allSuccessors(connection, target));
              for (Map.Entry<String, Set<String>> master : arrived.entrySet()) {
                free.addAll(
                    releases.masters(connection, master.getKey(), List.copyOf(master.getValue())));
              }
              if (target.heldReason() == null) {
                free.addAll(attempts.due(connection, target.id()));
              }
              return free;
            });
    waiting.forEach(handover::offerAgain);
  }

  /**
   * Only the answers, for a quick turnaround between the rounds.
   *
   * @return whether some came, so that the next may be there already
   */
  public boolean collectAnswers() {
    boolean some = false;
    for (Target target : topology.get().targets()) {
      if (target.heldReason() == null) {
        try {
          some |= answers.collect(target) > 0;
        } catch (StoreUnavailable | AdapterException e) {
          LOG.warn("answers of {}: {}", target.id(), e.getMessage());
        }
      }
    }
    return some;
  }

  /** Masters that documents wait for and the target knows by now, however they came there. */
  private Map<String, Set<String>> arrivedMasters(Target target) {
    Map<String, Set<String>> arrived = new HashMap<>();
    if (!target.adapter().capabilities().contains(Capability.MASTERS)) {
      return arrived;
    }
    Map<String, Set<String>> awaited =
        store.inTransaction(
            connection -> {
              Map<String, Set<String>> found = new HashMap<>();
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select distinct master, code from hold limit 5000");
                  ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  found
                      .computeIfAbsent(row.getString(1), m -> new HashSet<>())
                      .add(row.getString(2));
                }
              }
              return found;
            });
    awaited.forEach(
        (master, codes) -> arrived.put(master, target.adapter().known(master, codes).keySet()));
    return arrived;
  }

  /**
   * Batches this node had claimed and left wait again: an earlier life of it has, or a thread to
   * which the store did not answer.
   */
  private void recover(Target target) {
    List<Long> left = store.inTransaction(connection -> attempts.leftOpen(connection, target.id()));
    left.removeAll(underWay.now());
    if (!left.isEmpty()) {
      store.inTransaction(
          connection -> {
            attempts.putBack(connection, left, underWay);
            return null;
          });
      left.forEach(handover::forget);
    }
  }

  /**
   * An operator's hold stands in the store; a hold the node gave itself is lifted when the target
   * is well again.
   */
  private void readHold(Target target) {
    String held =
        store.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select held_reason from target_state where target = ? and held")) {
                select.setString(1, target.id());
                try (ResultSet row = select.executeQuery()) {
                  return row.next() ? "operator: " + row.getString(1) : "";
                }
              }
            });
    String now = target.heldReason();
    if (!held.isEmpty()) {
      target.hold(held);
    } else if (now != null && !now.startsWith(WRONG_ENVIRONMENT)) {
      if (now.startsWith("operator: ")
          || target.adapter().check().level() != CheckResult.Level.FAIL) {
        target.hold(null);
      }
    }
  }

  /**
   * Binds a target to its database at first sight and stops delivery if another one answers: a
   * cloned ERP must not receive documents.
   */
  private boolean rightEnvironment(Target target) {
    Instant last = identityChecked.get(target.id());
    if (target.verified() && last != null && last.plus(IDENTITY_EVERY).isAfter(Instant.now())) {
      return true;
    }
    String identity = target.adapter().identity();
    String bound = bind(target.id(), identity);
    identityChecked.put(target.id(), Instant.now());
    if (bound == null || bound.equals(identity)) {
      if (target.heldReason() != null && target.heldReason().startsWith(WRONG_ENVIRONMENT)) {
        target.hold(null);
      }
      target.verified(true);
      return true;
    }
    target.verified(false);
    target.hold(
        WRONG_ENVIRONMENT
            + ": bound to "
            + bound
            + ", found "
            + identity
            + "; nothing is delivered");
    LOG.error("target {}: {}", target.id(), target.heldReason());
    return false;
  }

  private @Nullable String bind(String target, String identity) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into target_state (target, identity) values (?, ?) on conflict (target) do update"
                      + " set identity = coalesce(target_state.identity, excluded.identity) returning identity")) {
            upsert.setString(1, target);
            upsert.setString(2, identity);
            try (ResultSet row = upsert.executeQuery()) {
              return row.next() ? row.getString(1) : null;
            }
          }
        });
  }
}
