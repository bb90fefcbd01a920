package io.pipemill.app.node;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Settings;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.hub.journal.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Settings of a node.
 *
 * @param node name of this node, unique among those that share a store
 * @param home home directory
 * @param store the store's database; null for the embedded one
 * @param broker the broker's address; null for the embedded one
 * @param port of the console, 0 for a free one
 * @param bind address the console listens on
 * @param systems folders with system folders; a later one replaces systems of an earlier one
 * @param batchSize documents read, stored and delivered together
 * @param maxPending documents that may wait for one target before its sources pause
 * @param workers deliveries to one target at the same time
 * @param retries when a delivery that failed is tried again
 * @param retention how long payloads are kept after their document has ended
 */
public record NodeConfig(
    String node,
    Path home,
    @Nullable Login store,
    @Nullable Login broker,
    int port,
    String bind,
    List<Path> systems,
    int batchSize,
    int maxPending,
    int workers,
    Retries retries,
    Retention retention) {

  /** With the usual retries and retention. */
  public NodeConfig(
      String node,
      Path home,
      @Nullable Login store,
      @Nullable Login broker,
      int port,
      String bind,
      List<Path> systems,
      int batchSize,
      int maxPending,
      int workers) {
    this(
        node,
        home,
        store,
        broker,
        port,
        bind,
        systems,
        batchSize,
        maxPending,
        workers,
        Retries.USUAL,
        Retention.USUAL);
  }

  /**
   * Retries of a target that answers but cannot take a batch just now.
   *
   * @param first pause before the first; doubled for each further one
   * @param longest pause
   * @param attempts after which the documents are dead-lettered; an unreachable target does not
   *     count
   */
  public record Retries(Duration first, Duration longest, int attempts) {
    static final Retries USUAL = new Retries(Duration.ofSeconds(1), Duration.ofMinutes(1), 10);
  }

  /** Address, user and password of a server. */
  public record Login(String url, String user, String password) {}

  /**
   * Reads a settings file; relative paths count from its folder.
   *
   * @throws CommandFailed USAGE with every problem of the file
   */
  public static NodeConfig read(Path file) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    Settings settings = new Settings(file.getFileName().toString(), yaml(file), NodeConfig::secret);
    List<String> problems = new ArrayList<>();
    String node = settings.text("node", "");
    if (node.isBlank()) {
      problems.add("node: found nothing, expected the name of this node");
    }
    Path home = folder.resolve(settings.text("home", "home"));
    Login store = login(settings, "store", problems);
    Login broker = login(settings, "broker", problems);
    Settings console = settings.section("console");
    int port = console.integer("port", 8480, 0, 65_535);
    String bind = console.text("bind", "127.0.0.1");
    List<Path> systems = new ArrayList<>();
    for (String text : settings.list("systems")) {
      Path systemsFolder = folder.resolve(text);
      if (!Files.isDirectory(systemsFolder)) {
        problems.add("systems: " + systemsFolder + " is not a folder");
      }
      systems.add(systemsFolder);
    }
    if (systems.isEmpty()) {
      problems.add("systems: found none, expected folders with system folders");
    }
    Settings hub = settings.section("hub");
    int batchSize = hub.integer("batchSize", 500, 1, 10_000);
    int maxPending = hub.integer("maxPending", 20_000, 1, 10_000_000);
    int workers = hub.integer("workers", 2, 1, 64);
    Retries retries =
        new Retries(
            hub.duration("retryFirst", Retries.USUAL.first()),
            hub.duration("retryLongest", Retries.USUAL.longest()),
            hub.integer("maxAttempts", Retries.USUAL.attempts(), 1, 1000));
    Retention retention = retention(settings.section("retention"));
    try {
      settings.verify();
    } catch (AdapterException e) {
      problems.addAll(List.of(String.valueOf(e.getMessage()).split("\n")));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems.stream().map(p -> file + ": " + p).toList());
    }
    return new NodeConfig(
        node,
        home,
        store,
        broker,
        port,
        bind,
        systems,
        batchSize,
        maxPending,
        workers,
        retries,
        retention);
  }

  /** {@code default}, and document types with a time of their own. */
  private static Retention retention(Settings section) {
    Map<String, Duration> own = new TreeMap<>();
    for (String document : section.keys()) {
      own.put(document, section.duration(document, Retention.USUAL.standard()));
    }
    Duration standard = own.remove("default");
    return new Retention(standard == null ? Retention.USUAL.standard() : standard, own);
  }

  private static @Nullable Login login(Settings settings, String key, List<String> problems) {
    if (!settings.has(key)) {
      return null;
    }
    Settings section = settings.section(key);
    String url = section.text("url", "");
    if (url.isBlank()) {
      problems.add(key + ".url: found nothing, expected the address");
    }
    String password = section.secret("password");
    return new Login(url, section.text("user", ""), password == null ? "" : password);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> yaml(Path file) {
    try {
      Object read =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      if (read instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw new CommandFailed(
          Exit.USAGE, file + ": found no settings, expected node, home, systems");
    } catch (IOException | YamlEngineException e) {
      throw new CommandFailed(Exit.USAGE, file + ": " + e.getMessage());
    }
  }

  private static String secret(String from) {
    try {
      if (from.startsWith("env:")) {
        String value = System.getenv(from.substring(4));
        if (value != null && !value.isBlank()) {
          return value;
        }
        throw new IllegalArgumentException(
            "environment variable " + from.substring(4) + " is not set");
      }
      if (from.startsWith("file:")) {
        return Files.readString(Path.of(from.substring(5))).strip();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + from.substring(5), e);
    }
    throw new IllegalArgumentException("found '" + from + "', expected env:NAME or file:PATH");
  }
}
