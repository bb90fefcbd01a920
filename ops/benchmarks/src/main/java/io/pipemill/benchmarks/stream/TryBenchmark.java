package io.pipemill.benchmarks.stream;

import io.pipemill.control.mappings.ChangedMappings;
import io.pipemill.control.runs.Run;
import io.pipemill.control.runs.Runs;
import io.pipemill.control.trial.TrialControl;
import io.pipemill.control.trial.TrialFiles;
import io.pipemill.control.trial.TrialResult;
import io.pipemill.hub.Hub;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.remap.Compared;
import io.pipemill.hub.remap.Remapping;
import io.pipemill.hub.remap.Scope;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Flow;
import io.pipemill.mapping.MappingCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How fast a changed mapping goes over what the hub has stored: {@code mappings try} as the command
 * runs it, report included, beside the same question asked document by document.
 */
public final class TryBenchmark {
  private static final int AT_ONCE = 10_000;
  private static final int ONE_BY_ONE = 2_000;
  private static final int ROUNDS = 3;

  private TryBenchmark() {}

  /**
   * Runs and prints.
   *
   * @param orders stored before the clock starts
   */
  public static void run(Path root, int orders) throws Exception {
    try (Bench bench = new Bench(root)) {
      bench.clear();
      try (HubContestant hub = new HubContestant(bench)) {
        for (int done = 0; done < orders; done += AT_ONCE) {
          int count = Math.min(AT_ONCE, orders - done);
          bench.await(done + count, bench.addOrders(count));
        }
        Path changed = changed(root, bench.home);
        for (int round = 1; round <= ROUNDS; round++) {
          tried(hub, bench, List.of(root.resolve("mappings/systems")), "in force", orders);
          tried(hub, bench, List.of(changed), "a code changed in all", 0);
          oneByOne(hub);
        }
      }
    }
  }

  /** The system's folder with another product behind a code that every order has. */
  private static Path changed(Path root, Path home) throws IOException {
    Path systems = home.resolve("changed/systems");
    copy(root.resolve("mappings/systems/crude-retail"), systems.resolve("crude-retail"));
    copy(root.resolve("mappings/codelists"), home.resolve("changed/codelists"));
    Path list = systems.resolve("crude-retail/codelists/products.csv");
    String text = Files.readString(list);
    String other = text.replace("DQ-01,CRUDE-DQ,", "DQ-01,CONDENSATE,");
    if (other.equals(text)) {
      throw new IllegalStateException(list + " has no entry DQ-01,CRUDE-DQ any more");
    }
    Files.writeString(list, other);
    return systems;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void tried(
      HubContestant hub, Bench bench, List<Path> roots, String what, long unchanged) {
    List<String> bundles =
        new ChangedMappings()
            .pack(roots, "crude-retail", "sales-order").mappings().stream()
                .map(ChangedMappings.Changed::bundle)
                .toList();
    try (Runs runs = new Runs()) {
      TrialControl trials =
          new TrialControl(
              hub.part(Hub.class),
              hub.part(MappingCompiler.class),
              hub.part(CodesInForce.class),
              hub.part(Remapping.class),
              runs,
              new TrialFiles(bench.home.resolve("reports")),
              Clock.systemUTC());
      Run run =
          trials.start(
              new TrialControl.Wanted("crude-retail", bundles, null, null, null, "en"), "bench");
      while (run.state().equals("running")) {
        run = runs.get(run.id(), 1_000);
      }
      TrialResult result = (TrialResult) Objects.requireNonNull(run.result(), run.toString());
      TrialResult.Part part = result.documents().get(0);
      if (part.unchanged() != unchanged) {
        throw new IllegalStateException(what + ": " + part.unchanged() + " unchanged of " + run);
      }
      System.out.printf(
          Locale.ROOT,
          "try: %-24s %,8d documents in %6.2f s  %,8.0f documents/s%n",
          what,
          run.examined(),
          run.seconds(),
          run.examined() / run.seconds());
    }
  }

  /** The plain way: a dry run of the replay for each document. */
  private static void oneByOne(HubContestant hub) {
    Flow flow = hub.part(Hub.class).topology().flows().get(0);
    List<UUID> ids = new ArrayList<>();
    hub.part(Remapping.class)
        .run(
            flow,
            Objects.requireNonNull(flow.mapping()),
            Scope.period(null, null, ONE_BY_ONE),
            total -> {},
            page -> page.stream().map(Compared::stored).forEach(row -> ids.add(row.id())),
            () -> true);
    Replay replay = hub.part(Replay.class);
    long began = System.nanoTime();
    for (UUID id : ids) {
      replay.preview(List.of(id), Map.of());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "try: %-24s %,8d documents in %6.2f s  %,8.0f documents/s%n",
        "one document at a time",
        ids.size(),
        seconds,
        ids.size() / seconds);
  }
}
