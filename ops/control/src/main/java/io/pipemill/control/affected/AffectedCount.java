package io.pipemill.control.affected;

import io.pipemill.control.affected.AffectedControl.Wanted;
import io.pipemill.control.affected.AffectedResult.Item;
import io.pipemill.control.affected.AffectedResult.Part;
import io.pipemill.control.piles.PilesControl;
import io.pipemill.hub.intake.Judging.Judged;
import io.pipemill.hub.remap.Affected;
import io.pipemill.hub.remap.Verdict;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Flow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what a search for affected documents finds, and keeps the first of them. */
final class AffectedCount {
  private final Wanted wanted;
  private final List<Part> parts = new ArrayList<>();
  private final List<Item> listed = new ArrayList<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private String system = "";
  private String document = "";
  private String version = "";
  private long examined;
  private long overtaken;
  private long settled;
  private long purged;
  private long incomplete;
  private long affected;
  private boolean ok = true;
  private boolean started;

  AffectedCount(Wanted wanted) {
    this.wanted = wanted;
  }

  /** What comes from here on is of this flow. */
  void start(Flow flow) {
    end();
    started = true;
    system = flow.system().id();
    document = flow.document().toString();
    version = flow.mapping() == null ? "" : flow.mapping().version();
  }

  private void end() {
    if (started) {
      parts.add(
          new Part(
              system,
              document,
              version,
              examined,
              count(Verdict.CHANGED),
              count(Verdict.NEWLY_REJECTED),
              count(Verdict.NEWLY_ACCEPTED),
              count(Verdict.NEWLY_FILTERED),
              overtaken,
              settled,
              purged,
              incomplete));
    }
    verdicts.clear();
    examined = 0;
    overtaken = 0;
    settled = 0;
    purged = 0;
    incomplete = 0;
  }

  private long count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  void add(Affected.Found found) {
    examined += found.examined();
    overtaken += found.overtaken();
    settled += found.settled();
    purged += found.purged();
    incomplete += found.incomplete();
  }

  void add(Affected.Item item, Replay.@Nullable Outcome outcome) {
    affected++;
    verdicts.merge(item.verdict(), 1L, Long::sum);
    PilesControl.Result result = outcome == null ? null : PilesControl.result(outcome);
    if (result != null) {
      outcomes.merge(result.outcome(), 1L, Long::sum);
      ok &= result.ok();
    }
    if (listed.size() < wanted.limit()) {
      Judged now = item.now();
      String message =
          now.problems().isEmpty()
              ? item.verdict() == Verdict.NEWLY_FILTERED ? String.valueOf(now.reason()) : ""
              : now.problems().get(0).code() + " " + now.problems().get(0).message();
      String key =
          item.stored().businessKey() == null
              ? now.businessKey() == null ? item.stored().sourceKey() : now.businessKey()
              : item.stored().businessKey();
      listed.add(
          new Item(
              item.stored().id(),
              system,
              document,
              key,
              item.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              item.status(),
              message,
              result));
    }
  }

  AffectedResult result(boolean complete) {
    end();
    started = false;
    return new AffectedResult(
        complete,
        wanted.replay(),
        wanted.dryRun(),
        affected,
        outcomes,
        ok,
        parts,
        List.copyOf(listed));
  }
}
