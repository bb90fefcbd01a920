package io.pipemill.hub.intake;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.Arrival;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.hub.delivery.Handover;
import io.pipemill.hub.intake.KnownVersions.SeenKey;
import io.pipemill.hub.intake.KnownVersions.Subject;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.StageTimes;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes a batch in: everything up to the outbox happens in one transaction of the hub store
 * together with the source's position, so a crash leaves either all of it or nothing.
 */
public final class Intake {
  private final HubStore store;
  private final Journal journal;
  private final Outbox outbox;
  private final SourcePositions positions;
  private final Supplier<Topology> topology;
  private final Drafting drafting;
  private final Handover handover;
  private final FaultPoint faults;
  private final String node;
  private final MappingVersions mappingVersions = new MappingVersions();

  Intake(
      HubStore store,
      Journal journal,
      Outbox outbox,
      SourcePositions positions,
      Supplier<Topology> topology,
      Drafting drafting,
      Handover handover,
      FaultPoint faults,
      String node) {
    this.store = store;
    this.journal = journal;
    this.outbox = outbox;
    this.positions = positions;
    this.topology = topology;
    this.drafting = drafting;
    this.handover = handover;
    this.faults = faults;
    this.node = node;
  }

  /** Where the source goes in the same transaction. */
  record Move(String position, long epoch) {}

  /** What was taken in. */
  public record Taken(int read, List<Draft> drafts) {
    public Taken {
      drafts = List.copyOf(drafts);
    }
  }

  /** Takes in what a source gave; moves its position even if nothing of it was new. */
  Taken take(Flow polled, List<Arrival> arrivals, Move move, String origin) {
    // one mapping for the whole batch, and the present one: codes may have been confirmed since
    Flow now = topology.get().flow(polled.id());
    Flow flow = now == null ? polled : now;
    Instant received = Instant.now();
    Map<String, SeenKey> seen =
        arrivals.isEmpty()
            ? Map.of()
            : store.inTransaction(
                connection ->
                    KnownVersions.keys(
                        connection, flow.id(), arrivals.stream().map(Arrival::key).toList()));
    List<Draft> drafts = drafting.draft(flow, arrivals, seen, received);
    Instant mapped = Instant.now();
    List<Outbox.Waiting> waiting = new ArrayList<>();
    Map<Long, DocumentEntry> entries = new LinkedHashMap<>();
    List<Draft> masters = drafting.missingMasters(drafts, received);
    store.inTransaction(
        connection -> {
          waiting.clear();
          entries.clear();
          if (!masters.isEmpty()) {
            storeMasters(
                connection,
                flow,
                masters,
                new StageTimes(received, mapped, mapped, mapped, mapped),
                waiting,
                entries);
          }
          if (!drafts.isEmpty()) {
            store(connection, flow, drafts, origin, received, mapped, waiting, entries);
          }
          faults.reached("intake.before-watermark");
          positions.move(connection, flow, move.epoch(), move.position(), drafts.size());
          faults.reached("intake.inside-watermark-transaction");
          return null;
        });
    faults.reached("intake.after-commit");
    handover.offer(waiting, entries);
    faults.reached("intake.after-send");
    return new Taken(drafts.size(), drafts);
  }

  /**
   * Takes in documents that are canonical already: answers of a target. In the caller's
   * transaction; call {@link Handover#offer} after it.
   */
  public void takeDocuments(
      Connection connection,
      Flow flow,
      List<Draft> drafts,
      String origin,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Instant now = Instant.now();
    store(connection, flow, drafts, origin, now, now, waiting, entries);
    SourcePositions.count(connection, flow.id(), node, drafts.size());
  }

  /**
   * Makes customers and items that a replayed document names and nobody knows; in the caller's
   * transaction, with {@link Handover#offer} after it.
   */
  public void makeMasters(
      Connection connection,
      Flow flow,
      List<Draft> masters,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Instant now = Instant.now();
    StageTimes times = new StageTimes(now, now, now, now, now);
    storeMasters(connection, flow, masters, times, waiting, entries);
  }

  /** What {@link #makeMasters} would store, without storing it. */
  public List<DocumentEntry> wouldMake(Connection connection, Flow flow, List<Draft> masters)
      throws SQLException {
    List<DocumentEntry> entries = new ArrayList<>();
    for (Unknown unknown : unknown(connection, flow, masters)) {
      for (Draft master : unknown.masters()) {
        master.version = 1;
        entries.add(
            master.entry(master.envelope(unknown.flow().document(), flow.system().id(), null)));
      }
    }
    return entries;
  }

  private void storeMasters(
      Connection connection,
      Flow flow,
      List<Draft> masters,
      StageTimes times,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    for (Unknown unknown : unknown(connection, flow, masters)) {
      Flow masterFlow = unknown.flow();
      store(
          connection,
          masterFlow,
          unknown.masters(),
          "created",
          times.received(),
          times.mapped(),
          waiting,
          entries);
      SourcePositions.count(connection, masterFlow.id(), node, unknown.masters().size());
    }
  }

  /** Masters of one type that were not made before. */
  private record Unknown(Flow flow, List<Draft> masters) {}

  /** One that was made before is on its way or there: the document waits for it. */
  private List<Unknown> unknown(Connection connection, Flow flow, List<Draft> masters)
      throws SQLException {
    Map<DocumentName, List<Draft>> byType = new LinkedHashMap<>();
    for (Draft master : masters) {
      byType.computeIfAbsent(drafting.typeOf(master).name(), name -> new ArrayList<>()).add(master);
    }
    List<Unknown> unknown = new ArrayList<>();
    for (Map.Entry<DocumentName, List<Draft>> one : byType.entrySet()) {
      Flow masterFlow = drafting.canonicalFlow(flow.system(), one.getKey());
      Map<String, Subject> known =
          KnownVersions.lockSubjects(
              connection, masterFlow.id(), one.getValue().stream().map(Draft::keyOrEmpty).toList());
      List<Draft> left =
          one.getValue().stream().filter(m -> !known.containsKey(m.keyOrEmpty())).toList();
      if (!left.isEmpty()) {
        unknown.add(new Unknown(masterFlow, left));
      }
    }
    return unknown;
  }

  private void store(
      Connection connection,
      Flow flow,
      List<Draft> drafts,
      String origin,
      Instant received,
      Instant mapped,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Map<String, SeenKey> keys = new LinkedHashMap<>();
    Map<String, Subject> subjects = number(connection, flow, drafts, keys);
    List<Draft> overtaking = overtaking(connection, flow, drafts);
    Instant deduplicated = Instant.now();
    String mappingVersion = flow.mapping() == null ? null : flow.mapping().version();
    List<DocumentEntry> written = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      Envelope envelope = draft.envelope(flow.document(), flow.system().id(), mappingVersion);
      if (draft.is(States.ROUTED) && topologyTargets(flow, draft).isEmpty()) {
        draft.filter("NO_TARGET");
      }
      written.add(draft.entry(envelope));
    }
    if (flow.mapping() != null) {
      mappingVersions.remember(connection, flow.id(), flow.mapping());
    }
    long batch = journal.next(connection, "batch_seq", 1)[0];
    StageTimes times = new StageTimes(received, mapped, mapped, deduplicated, Instant.now());
    journal.write(connection, batch, flow.id(), origin, mappingVersion, times, written);
    KnownVersions.saveKeys(connection, flow.id(), keys);
    KnownVersions.saveSubjects(connection, flow.id(), subjects);
    if (!overtaking.isEmpty()) {
      HeldVersions.overtake(connection, flow.id(), overtaking);
    }
    route(connection, flow, drafts, written, waiting, entries);
  }

  /**
   * Newer versions that may go ahead of older ones which wait for a master. Where every version
   * counts they wait behind them.
   */
  private List<Draft> overtaking(Connection connection, Flow flow, List<Draft> drafts)
      throws SQLException {
    List<Draft> may = new ArrayList<>();
    List<Draft> mayNot = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.version > 1 && draft.is(States.ROUTED)) {
        boolean newestOnly =
            topologyTargets(flow, draft).stream().allMatch(t -> t.system().newestOnly());
        (newestOnly ? may : mayNot).add(draft);
      }
    }
    if (!mayNot.isEmpty()) {
      HeldVersions.waitBehind(connection, flow.id(), drafts, mayNot);
    }
    return may;
  }

  /** Deduplicates and numbers versions; gives the subjects to save. */
  private static Map<String, Subject> number(
      Connection connection, Flow flow, List<Draft> drafts, Map<String, SeenKey> keys)
      throws SQLException {
    Set<String> businessKeys = new LinkedHashSet<>();
    for (Draft draft : drafts) {
      keys.put(
          draft.arrival.key(),
          new SeenKey(draft.arrival.version(), draft.id, draft.arrival.deleted()));
      if (draft.businessKey != null) {
        businessKeys.add(draft.businessKey);
      }
    }
    Map<String, Subject> subjects = KnownVersions.lockSubjects(connection, flow.id(), businessKeys);
    Map<String, Subject> changed = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (draft.businessKey == null) {
        continue;
      }
      Subject last = subjects.get(draft.businessKey);
      boolean accepted = draft.is(States.ROUTED) || draft.is(States.HELD);
      if (accepted
          && last != null
          && last.fingerprint() != null
          && Arrays.equals(last.fingerprint(), draft.fingerprint)) {
        draft.filter("DUPLICATE");
      }
      if (draft.is(States.FILTERED)) {
        draft.version = last == null ? 0 : last.version();
        continue;
      }
      draft.version = last == null ? 1 : last.version() + 1;
      Subject now =
          accepted
              ? new Subject(draft.version, draft.fingerprint, draft.id)
              : new Subject(
                  draft.version,
                  last == null ? null : last.fingerprint(),
                  last == null ? null : last.document());
      subjects.put(draft.businessKey, now);
      changed.put(draft.businessKey, now);
    }
    return changed;
  }

  private void route(
      Connection connection,
      Flow flow,
      List<Draft> drafts,
      List<DocumentEntry> written,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    Map<Target, List<Integer>> byTarget = new LinkedHashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i).is(States.ROUTED)) {
        for (Target target : topologyTargets(flow, drafts.get(i))) {
          byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(i);
        }
      }
    }
    for (Map.Entry<Target, List<Integer>> one : byTarget.entrySet()) {
      List<Outbox.Routed> routed = new ArrayList<>(one.getValue().size());
      for (int i : one.getValue()) {
        routed.add(new Outbox.Routed(drafts.get(i).id, flow.id(), drafts.get(i).keyOrEmpty()));
      }
      Outbox.Waiting batch = outbox.add(connection, one.getKey(), flow.document(), routed);
      for (int i = 0; i < batch.deliveries().length; i++) {
        entries.put(batch.deliveries()[i], written.get(one.getValue().get(i)));
      }
      waiting.add(batch);
    }
  }

  private List<Target> topologyTargets(Flow flow, Draft draft) {
    String owner = draft.owner == null ? flow.system().id() : draft.owner;
    return topology.get().targetsFor(flow.document(), flow.system().id(), owner);
  }
}
