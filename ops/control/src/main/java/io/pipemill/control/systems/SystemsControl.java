package io.pipemill.control.systems;

import io.pipemill.adapter.CheckResult;
import io.pipemill.canonical.DocumentName;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.doctor.DoctorControl;
import io.pipemill.hub.Hub;
import io.pipemill.hub.routing.Holds;
import io.pipemill.mapping.ExternalSystem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** External systems: how they stand, their health, and stopping and releasing them. */
public final class SystemsControl {
  private final Collection<ExternalSystem> systems;
  private final Set<String> simulated;
  private final Hub hub;
  private final Holds holds;

  /**
   * @param simulated ids of systems that are not the real ones
   */
  public SystemsControl(
      Collection<ExternalSystem> systems, Set<String> simulated, Hub hub, Holds holds) {
    this.systems = List.copyOf(systems);
    this.simulated = Set.copyOf(simulated);
    this.hub = hub;
    this.holds = holds;
  }

  /**
   * @param state running, waiting (too many documents wait for one of its targets), held or trouble
   * @param pending documents waiting for this system or under way to it
   * @param threshold pending documents at which the sources pause
   */
  public record SystemLine(
      String id,
      Map<String, String> name,
      String owner,
      String transport,
      boolean simulated,
      List<String> in,
      List<String> out,
      String state,
      @Nullable String reason,
      long pending,
      long threshold,
      @Nullable Instant lastRead) {}

  /**
   * @param problems systems that were left out, and why
   */
  public record Systems(List<SystemLine> systems, List<String> problems) {}

  public Systems list() {
    Map<String, String> held = holds.held();
    List<SystemLine> lines = new ArrayList<>();
    for (ExternalSystem system : systems) {
      lines.add(line(system, held.get(system.id())));
    }
    return new Systems(lines, hub.problems());
  }

  private SystemLine line(ExternalSystem system, @Nullable String held) {
    String reason = held;
    String state = held == null ? "running" : "held";
    long pending = 0;
    long threshold = 0;
    Instant lastRead = null;
    for (Hub.SourceStatus source : hub.sources()) {
      if (source.system().equals(system.id())) {
        if (source.lastRead() != null
            && (lastRead == null || source.lastRead().isAfter(lastRead))) {
          lastRead = source.lastRead();
        }
        if (state.equals("running") && source.pausedFor() != null) {
          state = "waiting";
          reason = "too many documents wait for " + source.pausedFor();
        }
        if (held == null && source.trouble() != null) {
          state = "trouble";
          reason = source.trouble();
        }
      }
    }
    for (Hub.TargetStatus target : hub.targets()) {
      if (target.system().equals(system.id())) {
        pending = target.pending();
        threshold = target.threshold();
        if (held == null && target.heldReason() != null) {
          state = "held";
          reason = target.heldReason();
        } else if (held == null && !target.breaker().equals("CLOSED")) {
          state = "trouble";
          reason = "circuit breaker " + target.breaker();
        }
      }
    }
    return new SystemLine(
        system.id(),
        system.names(),
        system.owner(),
        system.transport(),
        simulated.contains(system.id()),
        names(system.in().keySet()),
        names(system.out().keySet()),
        state,
        reason,
        pending,
        threshold,
        lastRead);
  }

  private static List<String> names(Set<DocumentName> documents) {
    return documents.stream().map(DocumentName::name).sorted().toList();
  }

  /**
   * The health of one system's sources and targets.
   *
   * @throws NotFoundException if there is no such system
   */
  public DoctorControl.Checks check(@Nullable String id) {
    if (id != null) {
      known(id);
    }
    List<CheckResult> checks =
        hub.check().stream()
            .filter(
                c ->
                    id == null
                        || c.component().equals(id)
                        || c.component().startsWith(id + ".")
                        || c.component().startsWith(id + " "))
            .toList();
    return new DoctorControl.Checks(checks);
  }

  /** Nothing is read from the system or sent to it until it is released. */
  public void hold(String id, String reason, String actor) {
    known(id);
    if (reason.isBlank()) {
      throw new RefusedException(List.of("reason: found nothing, expected why the system is held"));
    }
    holds.hold(id, reason, actor);
  }

  public void release(String id, String actor) {
    known(id);
    holds.release(id, actor);
  }

  private void known(String id) {
    if (systems.stream().noneMatch(s -> s.id().equals(id))) {
      throw new NotFoundException(
          "system '"
              + id
              + "': expected one of "
              + systems.stream().map(ExternalSystem::id).toList());
    }
  }
}
