package io.pipemill.hub;

import io.pipemill.adapter.Settings;
import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.delivery.DeliveryWorker;
import io.pipemill.hub.delivery.Upkeep;
import io.pipemill.hub.intake.FlowPoller;
import io.pipemill.hub.journal.Purge;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.ExternalSystem;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The Camel routes of a node: one per flow in ({@code <system>.<document>.in}), one per target and
 * document type out ({@code <system>.<document>.out}), and the upkeep. An exchange is a batch,
 * never a row.
 */
final class HubRoutes extends RouteBuilder {
  private final List<FlowPoller> pollers;
  private final Topology topology;
  private final DeliveryWorker worker;
  private final Upkeep upkeep;
  private final Purge purge;
  private final CodesInForce codes;
  private final HubSettings settings;

  HubRoutes(
      List<FlowPoller> pollers,
      Topology topology,
      DeliveryWorker worker,
      Upkeep upkeep,
      Purge purge,
      CodesInForce codes,
      HubSettings settings) {
    this.pollers = pollers;
    this.topology = topology;
    this.worker = worker;
    this.upkeep = upkeep;
    this.purge = purge;
    this.codes = codes;
    this.settings = settings;
  }

  @Override
  public void configure() {
    for (FlowPoller poller : pollers) {
      from(every(poller.flow().routeId(), pause(poller)))
          .routeId(poller.flow().routeId())
          .process(exchange -> greedy(exchange, poller.poll()));
    }
    for (Target target : topology.targets()) {
      for (DocumentName document : target.mappings().keySet()) {
        from("jms:queue:"
                + target.queue(document)
                + "?concurrentConsumers="
                + settings.workers()
                + "&acknowledgementModeName=AUTO_ACKNOWLEDGE")
            .routeId(target.id() + "." + document.name() + ".out")
            .process(
                exchange ->
                    worker.deliver(
                        target, Long.parseLong(exchange.getMessage().getBody(String.class))));
      }
    }
    from(every("hub.upkeep", Duration.ofSeconds(1)))
        .routeId("hub.upkeep")
        .process(
            exchange -> {
              upkeep.round();
              greedy(exchange, false);
            });
    from(every("hub.answers", Duration.ofMillis(100)))
        .routeId("hub.answers")
        .process(exchange -> greedy(exchange, upkeep.collectAnswers()));
    from(every("hub.codes", Duration.ofSeconds(1)))
        .routeId("hub.codes")
        .process(
            exchange -> {
              codes.round();
              greedy(exchange, false);
            });
    from(every("hub.purge", Duration.ofSeconds(1)))
        .routeId("hub.purge")
        .process(
            exchange -> {
              purge.round();
              greedy(exchange, false);
            });
  }

  /**
   * Who says that there is more is asked again at once. It has to be said: without a word of it
   * Camel takes every round for a greedy one and spins.
   */
  private static void greedy(Exchange exchange, boolean more) {
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, more);
  }

  private Duration pause(FlowPoller poller) {
    ExternalSystem system = poller.flow().system();
    return new Settings(system.id() + "/system.yaml", system.settings(), secret -> secret)
        .duration("poll", settings.poll());
  }

  private static String every(String name, Duration pause) {
    return "scheduler:" + name + "?delay=" + pause.toMillis() + "&initialDelay=0&greedy=true";
  }
}
