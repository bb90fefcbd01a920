package io.pipemill.app.demo;

import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.Suggestions;
import io.pipemill.cli.text.Texts;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The systems a demo runs. Sample systems that say they are on the usual port of this machine are
 * pointed at the embedded server, with the log-in made for them.
 */
final class DemoSystems {
  /** Systems whose database is one of the embedded server, with the database's owner. */
  static final Map<String, String> OWNERS =
      Map.of("crude_retail", "retail", "steel_contracts", "steel", "erp", "pipemill");

  static final String ERP = "oracle-ebs";
  private static final String USUAL = "jdbc:postgresql://127.0.0.1:5432/";

  private DemoSystems() {}

  /**
   * Loads system folders.
   *
   * @param only ids to run; empty for all. The ERP is always among them
   * @throws CommandFailed USAGE with every problem of a chosen system
   */
  static Loaded load(MappingCompiler compiler, List<Path> roots, List<String> only) {
    Loaded loaded = compiler.load(roots);
    Set<String> known = new TreeSet<>(loaded.systems().keySet());
    loaded.findings().forEach(f -> known.add(f.system()));
    List<String> problems = unknown(known, only);
    for (Finding f : loaded.findings()) {
      if (f.error() && chosen(only, f.system())) {
        problems.add(
            f.system()
                + "/"
                + f.file()
                + ":"
                + f.line()
                + ": "
                + f.code()
                + " "
                + f.message()
                + " (found: "
                + f.found()
                + "; expected: "
                + f.expected()
                + ")");
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    Map<String, ExternalSystem> systems = new LinkedHashMap<>(loaded.systems());
    systems.keySet().removeIf(id -> !chosen(only, id));
    return new Loaded(systems, loaded.findings());
  }

  /**
   * Whether there are such systems, by their folders alone: asked before anything is started.
   *
   * @throws CommandFailed USAGE with every id that is none
   */
  static void known(List<Path> roots, List<String> only) throws IOException {
    if (only.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>();
    for (Path root : roots) {
      try (Stream<Path> folders = Files.list(root)) {
        folders
            .filter(folder -> Files.exists(folder.resolve("system.yaml")))
            .forEach(folder -> known.add(folder.getFileName().toString()));
      }
    }
    List<String> problems = unknown(known, only);
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
  }

  private static List<String> unknown(Set<String> known, List<String> only) {
    List<String> problems = new ArrayList<>();
    for (String id : only) {
      if (!known.contains(id)) {
        problems.add(Texts.of("demo.only", id, known, Suggestions.of(id, known)));
      }
    }
    return problems;
  }

  private static boolean chosen(List<String> only, String id) {
    return only.isEmpty() || only.contains(id) || id.equals(ERP);
  }

  /** The same systems, those of the samples on the embedded server. */
  static Loaded embedded(Loaded loaded, EmbeddedServers servers) {
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    loaded.systems().forEach((id, system) -> systems.put(id, embedded(system, servers)));
    return new Loaded(systems, loaded.findings());
  }

  private static ExternalSystem embedded(ExternalSystem system, EmbeddedServers servers) {
    String url = String.valueOf(system.settings().get("url"));
    String database = url.startsWith(USUAL) ? url.substring(USUAL.length()) : "";
    String owner = OWNERS.get(database);
    if (owner == null) {
      return system;
    }
    NodeConfig.Login login = new NodeConfig.Login(servers.url(database), owner, servers.password());
    Map<String, Object> settings = new LinkedHashMap<>(system.settings());
    settings.remove("passwordFrom");
    settings.put("url", login.url());
    settings.put("user", login.user());
    settings.put("password", login.password());
    return system.withSettings(settings);
  }

  /** Ids of file systems, which get an inbox. */
  static List<String> withInbox(Loaded loaded) {
    return loaded.systems().values().stream()
        .filter(s -> s.transport().equals("file") && !s.in().isEmpty())
        .map(ExternalSystem::id)
        .toList();
  }
}
