package io.pipemill.hub;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.CheckResult;
import io.pipemill.hub.accounting.Accounting;
import io.pipemill.hub.delivery.Backlog;
import io.pipemill.hub.intake.FlowPoller;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running node can say about itself. */
public final class Hub {
  private final Supplier<Topology> topology;
  private final List<FlowPoller> pollers;
  private final Backlog backlog;
  private final Accounting accounting;
  private final List<String> problems;

  Hub(
      Supplier<Topology> topology,
      List<FlowPoller> pollers,
      Backlog backlog,
      Accounting accounting,
      List<String> problems) {
    this.topology = topology;
    this.pollers = List.copyOf(pollers);
    this.backlog = backlog;
    this.accounting = accounting;
    this.problems = List.copyOf(problems);
  }

  /** Systems that were left out at the start, and why. */
  public List<String> problems() {
    return problems;
  }

  /** As it is now: confirmed codes give flows and targets other mappings. */
  public Topology topology() {
    return topology.get();
  }

  public Accounting accounting() {
    return accounting;
  }

  /**
   * A source as it stands.
   *
   * @param trouble what keeps it from reading; null if nothing
   * @param idle nothing new at its last read
   * @param pausedFor target with so many documents waiting that this source is not read; null if
   *     there is none
   */
  public record SourceStatus(
      String system,
      String document,
      @Nullable Instant lastRead,
      @Nullable String trouble,
      boolean idle,
      @Nullable String pausedFor) {}

  /**
   * A target as it stands.
   *
   * @param pending documents waiting or under way
   * @param threshold documents at which sources pause
   * @param breaker state of its circuit breaker
   */
  public record TargetStatus(
      String system, int pending, int threshold, String breaker, @Nullable String heldReason) {}

  public List<SourceStatus> sources() {
    return pollers.stream()
        .map(
            poller ->
                new SourceStatus(
                    poller.flow().system().id(),
                    poller.flow().document().name(),
                    poller.lastRead(),
                    poller.trouble(),
                    poller.emptySince() != null,
                    backlog.full(poller.flow().system().id(), poller.flow().document())))
        .toList();
  }

  public List<TargetStatus> targets() {
    return topology().targets().stream()
        .map(
            target ->
                new TargetStatus(
                    target.id(),
                    backlog.pending(target.id()),
                    backlog.threshold(),
                    target.breaker().getState().name(),
                    target.heldReason()))
        .toList();
  }

  /**
   * What a source has, to be compared with its mapping.
   *
   * @param columns as {@code group.column} below the record; empty if the source cannot say
   * @param trouble why it could not be asked; null if it could
   */
  public record SourceColumns(
      String system, String document, List<String> columns, @Nullable String trouble) {}

  /** Asks every source for the columns it has now. */
  public List<SourceColumns> columns() {
    List<SourceColumns> all = new ArrayList<>();
    for (FlowPoller poller : pollers) {
      String system = poller.flow().system().id();
      String document = poller.flow().document().toString();
      try {
        all.add(new SourceColumns(system, document, poller.columns(), null));
      } catch (AdapterException e) {
        all.add(new SourceColumns(system, document, List.of(), e.code() + " " + e.getMessage()));
      }
    }
    return all;
  }

  /** Asks every source and target its health question. */
  public List<CheckResult> check() {
    List<CheckResult> results = new ArrayList<>();
    for (FlowPoller poller : pollers) {
      results.add(asked(poller.flow().routeId(), () -> poller.check()));
    }
    for (Target target : topology().targets()) {
      results.add(asked(target.id(), () -> target.adapter().check()));
      if (target.heldReason() != null) {
        results.add(CheckResult.warn(target.id(), "held: " + target.heldReason()));
      }
    }
    return results;
  }

  static CheckResult asked(String component, java.util.function.Supplier<CheckResult> question) {
    try {
      return question.get();
    } catch (AdapterException e) {
      return CheckResult.fail(component, e.code() + " " + e.getMessage());
    }
  }

  /**
   * Whether all input that was there is through: every source has found nothing new for a while,
   * and nothing is under way. Documents that are held or need a person do not count.
   *
   * @param quiet how long the sources must have been empty
   */
  public boolean drained(Duration quiet) {
    Instant before = Instant.now().minus(quiet);
    for (FlowPoller poller : pollers) {
      Instant empty = poller.emptySince();
      if (empty == null || empty.isAfter(before)) {
        return false;
      }
    }
    return topology().targets().stream().allMatch(target -> backlog.counted(target.id()) == 0);
  }
}
