package io.pipemill.control.status;

import io.pipemill.control.systems.SystemsControl;
import io.pipemill.hub.Hub;
import io.pipemill.hub.accounting.Accounting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the node stands, for the status page and the accounting table. */
public final class StatusControl {
  private final String node;
  private final Instant started;
  private final Hub hub;
  private final SystemsControl systems;

  public StatusControl(String node, Instant started, Hub hub, SystemsControl systems) {
    this.node = node;
    this.started = started;
    this.hub = hub;
    this.systems = systems;
  }

  public record Run(long read, long delivered) {}

  /** One row of the accounting table; counts are canonical documents. */
  public record Row(
      String system,
      String document,
      long read,
      long delivered,
      long rejected,
      long deadLettered,
      long held,
      long filtered,
      long superseded,
      long inFlight,
      Map<String, Long> filteredBy,
      Run run) {}

  /**
   * @param closed whether every row adds up
   */
  public record Table(boolean closed, List<Row> systems) {}

  public record Pile(
      String state,
      String system,
      String document,
      long documents,
      Map<String, BigDecimal> money,
      BigDecimal tonnes) {}

  /**
   * @param simulated ids of systems that are not the real ones
   */
  public record Status(
      String node,
      Instant started,
      Instant now,
      List<String> simulated,
      Table accounting,
      List<SystemsControl.SystemLine> systems,
      List<Pile> piles,
      List<String> problems) {}

  /** The accounting table of the home. */
  public Table accounting() {
    Accounting.Table table = hub.accounting().table();
    return new Table(
        table.closed(),
        table.systems().stream()
            .map(
                r ->
                    new Row(
                        r.system(),
                        r.document(),
                        r.read(),
                        r.delivered(),
                        r.rejected(),
                        r.deadLettered(),
                        r.held(),
                        r.filtered(),
                        r.superseded(),
                        r.inFlight(),
                        r.filteredBy(),
                        new Run(r.runRead(), r.runDelivered())))
            .toList());
  }

  /** Everything that waits for a person or a target, dearest first. */
  public List<Pile> piles() {
    return hub.accounting().piles().stream()
        .map(
            p ->
                new Pile(p.state(), p.system(), p.document(), p.documents(), p.money(), p.tonnes()))
        .toList();
  }

  public Status status() {
    SystemsControl.Systems listed = systems.list();
    return new Status(
        node,
        started,
        Instant.now(),
        listed.systems().stream()
            .filter(SystemsControl.SystemLine::simulated)
            .map(SystemsControl.SystemLine::id)
            .toList(),
        accounting(),
        listed.systems(),
        piles(),
        listed.problems());
  }
}
