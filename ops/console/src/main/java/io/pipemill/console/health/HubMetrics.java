package io.pipemill.console.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.pipemill.control.status.StatusControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts of documents by system, document and state as gauges; read from the store now and then.
 */
final class HubMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HubMetrics.class);
  private static final int SECONDS = 15;
  private final StatusControl status;
  private final MultiGauge documents;
  private final MultiGauge tonnes;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pipemill-metrics");
            thread.setDaemon(true);
            return thread;
          });

  HubMetrics(StatusControl status, MeterRegistry registry) {
    this.status = status;
    this.documents =
        MultiGauge.builder("pipemill.documents")
            .description("documents by state")
            .register(registry);
    this.tonnes =
        MultiGauge.builder("pipemill.pile.tonnes")
            .description("tonnes at risk in a pile")
            .register(registry);
    clock.scheduleWithFixedDelay(this::read, 1, SECONDS, TimeUnit.SECONDS);
  }

  private void read() {
    try {
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      for (StatusControl.Row row : status.accounting().systems()) {
        Map<String, Long> counts =
            Map.of(
                "read", row.read(),
                "delivered", row.delivered(),
                "rejected", row.rejected(),
                "dead-lettered", row.deadLettered(),
                "held", row.held(),
                "filtered", row.filtered(),
                "superseded", row.superseded(),
                "in-flight", row.inFlight());
        counts.forEach(
            (state, count) ->
                rows.add(
                    MultiGauge.Row.of(
                        Tags.of("system", row.system(), "document", row.document(), "state", state),
                        count)));
      }
      documents.register(rows, true);
      List<MultiGauge.Row<?>> piles = new ArrayList<>();
      for (StatusControl.Pile pile : status.piles()) {
        piles.add(
            MultiGauge.Row.of(
                Tags.of(
                    "system", pile.system(), "document", pile.document(), "state", pile.state()),
                pile.tonnes()));
      }
      tonnes.register(piles, true);
    } catch (RuntimeException e) {
      // the store is away: the gauges keep their last values until it is back
      LOG.warn("metrics were not read: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
