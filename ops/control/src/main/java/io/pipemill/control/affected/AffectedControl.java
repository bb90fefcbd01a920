package io.pipemill.control.affected;

import io.pipemill.canonical.DocumentName;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.runs.Progress;
import io.pipemill.control.runs.Run;
import io.pipemill.control.runs.Runs;
import io.pipemill.hub.Hub;
import io.pipemill.hub.remap.Affected;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * After a mapping was mended: lists exactly the documents it would make otherwise than they are
 * stored, and sends exactly these again. What was sent again is not listed by the next run.
 */
public final class AffectedControl {
  private static final int MOST_LISTED = 10_000;

  private final Hub hub;
  private final Affected affected;
  private final Replay replay;
  private final Runs runs;

  public AffectedControl(Hub hub, Affected affected, Replay replay, Runs runs) {
    this.hub = hub;
    this.affected = affected;
    this.replay = replay;
    this.runs = runs;
  }

  /**
   * @param system id; null for all
   * @param document name ({@code sales-order}); null for all
   * @param replay whether to send them again
   * @param dryRun with replay: only show what that would change
   * @param limit documents in the list; the replay is not limited
   */
  public record Wanted(
      @Nullable String system,
      @Nullable String document,
      boolean replay,
      boolean dryRun,
      int limit) {}

  /**
   * Starts it; {@link Runs} tells how it goes and has the {@link AffectedResult}.
   *
   * @throws NotFoundException if this node has no such system
   * @throws RefusedException if the system has no such document, the limit is wrong, a dry run is
   *     asked for without a replay, or another run is under way
   */
  public Run start(Wanted wanted, String by) {
    List<String> problems = new ArrayList<>();
    if (wanted.limit() < 1 || wanted.limit() > MOST_LISTED) {
      problems.add("limit: found " + wanted.limit() + ", expected 1 to " + MOST_LISTED);
    }
    if (wanted.dryRun() && !wanted.replay()) {
      problems.add("dryRun: has a meaning only together with replay");
    }
    List<Flow> flows = flows(wanted, problems);
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
    return runs.start("affected", by, progress -> run(wanted, flows, by, progress));
  }

  private List<Flow> flows(Wanted wanted, List<String> problems) {
    List<Flow> all =
        hub.topology().flows().stream().filter(flow -> flow.mapping() != null).toList();
    List<Flow> ofSystem =
        all.stream()
            .filter(f -> wanted.system() == null || f.system().id().equals(wanted.system()))
            .toList();
    if (ofSystem.isEmpty() && wanted.system() != null) {
      throw new NotFoundException(
          "system '"
              + wanted.system()
              + "': expected one of "
              + all.stream().map(f -> f.system().id()).distinct().toList());
    }
    String document = wanted.document();
    List<Flow> chosen =
        ofSystem.stream().filter(f -> document == null || named(f.document(), document)).toList();
    if (chosen.isEmpty() && document != null) {
      problems.add(
          "document '"
              + document
              + "': expected one of "
              + ofSystem.stream().map(f -> f.document().name()).distinct().toList());
    }
    return chosen;
  }

  private static boolean named(DocumentName name, String text) {
    return name.name().equals(text) || name.toString().equals(text);
  }

  private AffectedResult run(Wanted wanted, List<Flow> flows, String by, Progress progress) {
    AffectedCount count = new AffectedCount(wanted);
    boolean complete = true;
    for (Flow flow : flows) {
      count.start(flow);
      complete &=
          affected.run(
              flow,
              progress::expect,
              found -> take(found, count, wanted, by, progress),
              progress::goesOn);
    }
    return count.result(complete && progress.goesOn());
  }

  private void take(
      Affected.Found found, AffectedCount count, Wanted wanted, String by, Progress progress) {
    count.add(found);
    progress.examined(found.examined() - found.items().size());
    for (Affected.Item item : found.items()) {
      if (!progress.goesOn()) {
        return;
      }
      count.add(item, wanted.replay() ? again(item, wanted.dryRun(), by) : null);
      progress.examined(1);
    }
  }

  private Replay.Outcome again(Affected.Item item, boolean dryRun, String by) {
    List<UUID> id = List.of(item.stored().id());
    try {
      return dryRun ? replay.preview(id, Map.of()).get(0) : replay.replay(id, Map.of(), by).get(0);
    } catch (IllegalArgumentException e) {
      // of this one document; the others go on
      return new Replay.Outcome(
          id.get(0), "impossible", String.valueOf(e.getMessage()), List.of(), Map.of());
    }
  }
}
