package io.pipemill.hub.delivery;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Resolution;
import io.pipemill.hub.delivery.Attempts.Live;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.store.HubStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of attempts whose commit nobody saw: the target is asked by the tombstone,
 * never by guessing. Nothing of such an attempt is sent again before that.
 */
final class Doubts {
  private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

  private final HubStore store;
  private final Attempts attempts;
  private final Loading loading;
  private final DeliveryWorker worker;
  private final Handover handover;
  private final UnderWay underWay;
  private final FaultPoint faults;

  Doubts(
      HubStore store,
      Attempts attempts,
      Loading loading,
      DeliveryWorker worker,
      Handover handover,
      UnderWay underWay,
      FaultPoint faults) {
    this.store = store;
    this.attempts = attempts;
    this.loading = loading;
    this.worker = worker;
    this.handover = handover;
    this.underWay = underWay;
    this.faults = faults;
  }

  /** Resolves what can be resolved now; gives the number of attempts still in doubt. */
  int resolve(Target target) {
    Map<UUID, Long> brokenOff =
        store.inTransaction(connection -> attempts.open(connection, target.id()));
    // in this order: what has just begun is under way, what has just ended is not open any more
    brokenOff.values().removeAll(underWay.now());
    List<Live> doubtful =
        store.inTransaction(
            connection -> attempts.doubtful(connection, target.id(), brokenOff.keySet()));
    int open = 0;
    for (Live live : doubtful) {
      Resolution resolution;
      try {
        resolution = target.adapter().resolve(new Attempt(live.attempt(), List.of()));
      } catch (AdapterException e) {
        LOG.warn(
            "attempt {} at {} stays in doubt: {} {}",
            live.attempt(),
            target.id(),
            e.code(),
            e.getMessage());
        open++;
        continue;
      }
      faults.reached("doubts.resolved");
      switch (resolution.verdict()) {
        case COMMITTED -> committed(target, live, resolution);
        case NEVER -> never(live);
        case ALIVE -> open++;
      }
      LOG.info("attempt {} at {}: {}", live.attempt(), target.id(), resolution.verdict());
    }
    return open;
  }

  private void committed(Target target, Live live, Resolution resolution) {
    List<OutboundDocument> documents =
        loading.load(target, live.document(), live.pending()).ready();
    // parts of the batch may have other fates, so its deliveries are marked one by one
    worker.committed(
        target,
        live.outbox(),
        live.document(),
        live.attempt(),
        documents,
        new Receipt(resolution.requestId()),
        false);
  }

  private void never(Live live) {
    store.inTransaction(
        connection -> {
          attempts.end(
              connection,
              live.attempt(),
              "never",
              null,
              true,
              null,
              "the target had never committed it");
          attempts.putBack(
              connection,
              live.outbox(),
              0,
              false,
              "HUB-031",
              "sent again after a doubt was resolved");
          return null;
        });
    handover.forget(live.outbox());
  }
}
