package io.pipemill.hub.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.hub.intake.Drafting;
import io.pipemill.hub.intake.Intake;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.routing.Flows;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.StoredDocuments;
import java.util.UUID;
import java.util.function.Supplier;

/** Puts delivery together. */
public final class DeliveryConfiguration {
  private final DeliveryWorker worker;
  private final Upkeep upkeep;

  public DeliveryConfiguration(
      HubStore store,
      Journal journal,
      Outbox outbox,
      Supplier<Topology> topology,
      Flows flows,
      StoredDocuments stored,
      Handover handover,
      Intake intake,
      Drafting drafting,
      IntervalFunction pauses,
      int maxAttempts,
      FaultPoint faults,
      String node,
      UUID boot) {
    Attempts attempts = new Attempts(node, boot);
    Loading loading = new Loading(store, stored, handover);
    Releases releases = new Releases(outbox, topology);
    Marking marking = new Marking(journal, outbox, releases);
    Requests requests = new Requests();
    UnderWay underWay = new UnderWay();
    this.worker =
        new DeliveryWorker(
            store,
            attempts,
            loading,
            marking,
            handover,
            requests,
            underWay,
            pauses,
            maxAttempts,
            faults);
    Doubts doubts = new Doubts(store, attempts, loading, worker, handover, underWay, faults);
    Answers answers =
        new Answers(
            store, attempts, requests, loading, marking, intake, drafting, flows, handover, faults);
    this.upkeep =
        new Upkeep(store, attempts, doubts, answers, releases, handover, underWay, topology);
  }

  public DeliveryWorker worker() {
    return worker;
  }

  public Upkeep upkeep() {
    return upkeep;
  }
}
