package io.pipemill.hub.intake;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.hub.delivery.Backlog;
import io.pipemill.hub.delivery.Handover;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Flows;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.StoredDocuments;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Puts intake together. */
public final class IntakeConfiguration {
  private final HubStore store;
  private final SourcePositions positions;
  private final MasterLookups lookups;
  private final Drafting drafting;
  private final Intake intake;

  public IntakeConfiguration(
      HubStore store,
      Journal journal,
      Outbox outbox,
      Supplier<Topology> topology,
      Flows flows,
      StoredDocuments stored,
      Handover handover,
      FaultPoint faults,
      String node) {
    this.store = store;
    this.positions = new SourcePositions(store, node);
    this.lookups = new MasterLookups(store, topology);
    this.drafting = new Drafting(stored, flows, lookups);
    this.intake =
        new Intake(store, journal, outbox, positions, topology, drafting, handover, faults, node);
  }

  public Intake intake() {
    return intake;
  }

  public Drafting drafting() {
    return drafting;
  }

  public MasterLookups lookups() {
    return lookups;
  }

  /**
   * One poller for every flow that is read; masters first, so that orders of the same system can
   * ask them to read ahead.
   */
  public List<FlowPoller> pollers(
      Topology topology, Leadership leadership, Backlog backlog, int batchSize, Duration keySweep) {
    Executor readers = Executors.newCachedThreadPool(IntakeConfiguration::reader);
    Map<String, ReentrantLock> locks = new HashMap<>();
    Map<String, List<FlowPoller>> masters = new HashMap<>();
    List<FlowPoller> pollers = new ArrayList<>();
    List<Flow> ordered = new ArrayList<>(topology.flows());
    ordered.sort(
        (a, b) ->
            Boolean.compare(
                !Drafting.MASTERS.contains(a.document().name()),
                !Drafting.MASTERS.contains(b.document().name())));
    for (Flow flow : ordered) {
      String system = flow.system().id();
      boolean master = Drafting.MASTERS.contains(flow.document().name());
      FlowPoller poller =
          new FlowPoller(
              flow,
              intake,
              positions,
              store,
              () ->
                  leadership.leads(system)
                      && !held(system)
                      && backlog.hasRoom(system, flow.document()),
              master ? List.of() : masters.getOrDefault(system, List.of()),
              locks.computeIfAbsent(system, s -> new ReentrantLock()),
              batchSize,
              keySweep,
              readers);
      if (master) {
        masters.computeIfAbsent(system, s -> new ArrayList<>()).add(poller);
      }
      pollers.add(poller);
    }
    return pollers;
  }

  /** Threads that end by themselves and keep no node alive. */
  private static Thread reader(Runnable work) {
    Thread thread = new Thread(work, "read-ahead");
    thread.setDaemon(true);
    return thread;
  }

  private boolean held(String system) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select 1 from source_state where system = ? and held")) {
            select.setString(1, system);
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }
}
