package io.pipemill.app.node;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.CheckResult;
import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.Suggestions;
import io.pipemill.cli.text.Texts;
import io.pipemill.console.access.AccessList;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A production node, until it is stopped. */
public final class ProductionRun {
  private final NodeConfig config;
  private final boolean json;
  private final FaultPoint faults;
  private final StopSignal stop = new StopSignal();

  /**
   * @param json whether standard output is one machine-readable result
   */
  public ProductionRun(NodeConfig config, boolean json) {
    this(config, json, FaultPoint.NONE);
  }

  /**
   * @param faults points at which crash tests stop the process
   */
  public ProductionRun(NodeConfig config, boolean json, FaultPoint faults) {
    this.config = config;
    this.json = json;
    this.faults = faults;
  }

  /** Runs until the process is told to end; gives the exit code. */
  public int run() throws Exception {
    try {
      return stop.guard(this::guarded);
    } catch (IOException e) {
      throw new CommandFailed(Exit.FAILED, config.home() + ": " + e.getMessage());
    }
  }

  private int guarded() throws IOException, InterruptedException {
    FreePort.verify(config.bind(), config.port());
    DocumentCatalog catalog = DocumentCatalog.load();
    Mappings compiler = new Mappings(catalog);
    Loaded loaded = load(config, catalog, compiler);
    Files.createDirectories(config.home());
    NodeConfig.Login store = config.store();
    if (store != null) {
      node(catalog, compiler, loaded, store, List.of());
      return Exit.DONE;
    }
    Path cache =
        Path.of(System.getProperty("pipemill.cache", config.home().resolve("store").toString()));
    try (EmbeddedServers servers = EmbeddedServers.start(config.home(), cache, 0)) {
      servers.database("hub", "hub");
      node(
          catalog,
          compiler,
          loaded,
          new NodeConfig.Login(servers.url("hub"), "hub", servers.password()),
          List.of(
              () ->
                  CheckResult.ok(
                      "embedded store", "for one node; two nodes need a store of their own")));
    }
    return Exit.DONE;
  }

  /** A retention for a document that does not exist would silently be none. */
  private static List<String> unknownDocuments(NodeConfig config, DocumentCatalog catalog) {
    List<String> known = catalog.names().stream().map(DocumentName::name).distinct().toList();
    return config.retention().byDocument().keySet().stream()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                "retention."
                    + name
                    + ": unknown document, expected default or some of "
                    + known
                    + Suggestions.of(name, known))
        .toList();
  }

  /**
   * Loads system folders; stops with every problem of their mappings and of the settings for them.
   */
  static Loaded load(NodeConfig config, DocumentCatalog catalog, Mappings compiler) {
    Loaded loaded = compiler.load(config.systems());
    List<String> problems = new ArrayList<>(unknownDocuments(config, catalog));
    for (Finding f : loaded.findings()) {
      if (f.error()) {
        problems.add(
            f.system() + "/" + f.file() + ":" + f.line() + ": " + f.code() + " " + f.message());
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    return loaded;
  }

  private void node(
      DocumentCatalog catalog,
      Mappings compiler,
      Loaded loaded,
      NodeConfig.Login store,
      List<Supplier<CheckResult>> questions)
      throws IOException, InterruptedException {
    Access file = new Access(config.home());
    AccessList access = file.load();
    NodeParts parts =
        new NodeParts(catalog, compiler, loaded, access, Set.of(), questions, faults, () -> {});
    try (RunningNode node = RunningNode.start(config, parts, store)) {
      String url = "http://" + config.bind() + ":" + node.port() + "/";
      file.write(access, url);
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      if (json) {
        new Started(config.home(), url).json(out);
      } else {
        out.println(
            Texts.of("run.started", config.node(), url, config.home().resolve("access.json")));
      }
      stop.await();
    }
    new PrintStream(System.err, true, StandardCharsets.UTF_8).println(Texts.of("stopped"));
  }
}
