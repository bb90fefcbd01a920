package io.pipemill.app.demo;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.app.node.Access;
import io.pipemill.app.node.FreePort;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.app.node.NodeParts;
import io.pipemill.app.node.RunningNode;
import io.pipemill.app.node.Started;
import io.pipemill.app.node.StopSignal;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter.DemoOptions;
import io.pipemill.cli.text.Texts;
import io.pipemill.console.access.AccessList;
import io.pipemill.demo.Planted;
import io.pipemill.demo.SampleSystems;
import io.pipemill.hub.Hub;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the demo, from the embedded server to the accounting table. */
public final class DemoRun {
  private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private final DemoOptions options;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Progress progress =
      new Progress(new PrintStream(System.err, true, StandardCharsets.UTF_8));
  private final StopSignal stop = new StopSignal();

  public DemoRun(DemoOptions options) {
    this.options = options;
  }

  /** Runs until drained or stopped; gives the exit code. */
  public int run() throws Exception {
    try {
      return stop.guard(this::guarded);
    } catch (IOException | SQLException e) {
      throw new CommandFailed(Exit.FAILED, options.home() + ": " + e.getMessage());
    }
  }

  private int guarded() throws IOException, SQLException, InterruptedException {
    Path home = options.home();
    if (!options.once()) {
      FreePort.verify("127.0.0.1", options.port());
    }
    DemoSystems.known(roots(), options.only());
    Files.createDirectories(home);
    reached("application loaded");
    SampleSystems samples = new SampleSystems(new HashSet<>(options.only()));
    CompletableFuture<Surroundings> starting =
        CompletableFuture.supplyAsync(() -> Surroundings.start(home, samples));
    try {
      DocumentCatalog catalog = DocumentCatalog.load();
      Mappings compiler = new Mappings(catalog);
      Loaded loaded = DemoSystems.load(compiler, roots(), options.only());
      reached("mappings are compiled");
      Surroundings around = joined(starting);
      reached("server answers");
      Loaded systems = DemoSystems.embedded(loaded, around.servers());
      around.prepare(systems, home, options.samples());
      return node(around, systems, catalog, compiler, samples);
    } finally {
      starting.thenAccept(Surroundings::close).exceptionally(failed -> null).join();
    }
  }

  private static Surroundings joined(CompletableFuture<Surroundings> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** For those who look where the time of a start goes. */
  private static void reached(String what) {
    LOG.info("{} {} s after the process began", what, Drain.sinceProcessStart());
  }

  private int node(
      Surroundings around,
      Loaded systems,
      DocumentCatalog catalog,
      Mappings compiler,
      SampleSystems samples)
      throws IOException, SQLException, InterruptedException {
    Path home = options.home();
    NodeConfig config =
        new NodeConfig(
            "demo",
            home,
            null,
            null,
            options.once() ? 0 : options.port(),
            "127.0.0.1",
            List.of(),
            500,
            20_000,
            2);
    Access file = new Access(home);
    AccessList access = file.load();
    NodeParts parts =
        new NodeParts(
            catalog,
            compiler,
            systems,
            access,
            Set.of(DemoSystems.ERP),
            List.of(),
            FaultPoint.NONE,
            around::await);
    try (RunningNode node = RunningNode.start(config, parts, around.store())) {
      reached("node runs");
      String url = "http://127.0.0.1:" + node.port() + "/";
      file.write(access, url);
      if (!node.hub().problems().isEmpty()) {
        throw new CommandFailed(Exit.USAGE, node.hub().problems());
      }
      Drain drain = new Drain(node, progress, stop, QUIET);
      if (options.once()) {
        return once(node, drain, around, samples);
      }
      started(url, access);
      if (options.samples() && drain.await() == Drain.End.DRAINED) {
        around.secondAct();
      }
      stop.await();
      progress.say(Texts.of("demo.again", home));
      return Exit.DONE;
    }
  }

  private void started(String url, AccessList access) {
    if (options.json()) {
      new Started(options.home(), url).json(out);
      return;
    }
    out.println(Texts.of("demo.console", url));
    for (AccessList.User user : access.users()) {
      out.println(Texts.of("demo.login", user.name(), user.password()));
    }
    out.println(Texts.of("demo.stop"));
  }

  private int once(RunningNode node, Drain drain, Surroundings around, SampleSystems samples)
      throws SQLException {
    Drain.End end = drain.await();
    if (end == Drain.End.DRAINED && options.samples()) {
      around.secondAct();
      end = drain.await();
    }
    if (end == Drain.End.STOPPED) {
      progress.say(Texts.of("demo.again", options.home()));
      return Exit.FAILED;
    }
    progress.clear();
    List<Planted> planted = options.samples() ? samples.planted() : List.of();
    PlantedReport report = PlantedReport.of(planted, node.queries());
    AccountingPrint print = new AccountingPrint(node.status().accounting(), report);
    if (options.json()) {
      print.json(out);
    } else {
      print.table(out);
    }
    if (end == Drain.End.STUCK) {
      for (Hub.SourceStatus source : node.hub().sources()) {
        if (source.trouble() != null) {
          progress.say(
              Texts.of("demo.unreadable", source.system(), source.document(), source.trouble()));
        }
      }
      progress.say(Texts.of("demo.stuck"));
      return Exit.FAILED;
    }
    return print.exit(options.strict());
  }

  private List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of(System.getProperty("pipemill.root", ""), "mappings", "systems"));
    roots.addAll(options.systemsDirs());
    return roots;
  }
}
