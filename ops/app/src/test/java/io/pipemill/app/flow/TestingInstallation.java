package io.pipemill.app.flow;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.app.node.Access;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.app.node.NodeParts;
import io.pipemill.app.node.RunningNode;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.console.access.AccessList;
import io.pipemill.hub.journal.Retention;
import io.pipemill.hub.timeline.DocumentQueries.Found;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A whole installation: a node with the project's own folders of {@code ubl-partners} and {@code
 * oracle-ebs}, and the simulated ERP with a running concurrent manager.
 */
final class TestingInstallation implements AutoCloseable {
  private static final String SOURCE = "ubl-partners";
  private static final String TARGET = "oracle-ebs";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  final SimulatedErp erp;
  final TestingPostgres.Database erpDatabase;
  final TestingPostgres.Database store;
  final RunningNode node;
  private final Path home;

  private TestingInstallation(
      Path home, ErpSeed seed, Map<String, TestingPostgres.Database> sources) {
    this.home = home;
    erpDatabase = TestingPostgres.shared().database("flow_erp");
    store = TestingPostgres.shared().database("flow_hub");
    erp = SimulatedErp.install(dataSource(erpDatabase)).seed(seed.orderSource(SOURCE));
    erp.start(ErpSwitches.NORMAL);
    node = start(sources);
  }

  /** Starts everything; the ERP knows no customer and no item. */
  static TestingInstallation start(Path home) {
    return start(home, Map.of());
  }

  /**
   * @param sources further systems of the project, with the database each is read from
   */
  static TestingInstallation start(Path home, Map<String, TestingPostgres.Database> sources) {
    return start(home, sources, ErpSeed.standard());
  }

  /**
   * @param seed what the ERP knows from earlier
   */
  static TestingInstallation start(
      Path home, Map<String, TestingPostgres.Database> sources, ErpSeed seed) {
    sources.keySet().forEach(seed::orderSource);
    return new TestingInstallation(home, seed, sources);
  }

  private RunningNode start(Map<String, TestingPostgres.Database> sources) {
    DocumentCatalog catalog = DocumentCatalog.load();
    Mappings compiler = new Mappings(catalog);
    Loaded loaded = compiler.load(List.of(root().resolve("mappings/systems")));
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    systems.put(SOURCE, system(loaded, SOURCE, Map.of("poll", "100ms")));
    systems.put(TARGET, system(loaded, TARGET, login(erpDatabase)));
    sources.forEach((id, database) -> systems.put(id, system(loaded, id, login(database))));
    NodeParts parts =
        new NodeParts(
            catalog,
            compiler,
            new Loaded(systems, loaded.findings()),
            access(home),
            Set.of(TARGET),
            List.of(),
            FaultPoint.NONE,
            () -> {});
    NodeConfig config =
        new NodeConfig(
            "flow",
            home,
            null,
            null,
            0,
            "127.0.0.1",
            List.of(),
            500,
            20_000,
            2,
            new NodeConfig.Retries(Duration.ofMillis(50), Duration.ofMillis(200), 3),
            Retention.USUAL);
    return RunningNode.start(
        config, parts, new NodeConfig.Login(store.url(), store.user(), store.password()));
  }

  private static Map<String, Object> login(TestingPostgres.Database database) {
    return Map.of("url", database.url(), "user", database.user(), "password", database.password());
  }

  private static AccessList access(Path home) {
    try {
      return new Access(home).load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExternalSystem system(Loaded loaded, String id, Map<String, Object> own) {
    ExternalSystem system = loaded.systems().get(id);
    if (system == null) {
      throw new IllegalStateException(id + " is not there: " + loaded.findings());
    }
    Map<String, Object> settings = new LinkedHashMap<>(system.settings());
    settings.remove("passwordFrom");
    settings.putAll(own);
    return system.withSettings(settings);
  }

  /** The project's folder, found upwards of the working directory. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("mappings/systems"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no mappings/systems above the working directory");
      }
    }
    return folder;
  }

  private static PGSimpleDataSource dataSource(TestingPostgres.Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  /** Puts a file into the inbox, whole at once and old enough to be taken. */
  void drop(String name, byte[] content) {
    try {
      Path inbox = Files.createDirectories(home.resolve("inbox").resolve(SOURCE));
      Path half = inbox.resolve("." + name + ".part");
      Files.write(half, content);
      Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(60)));
      Files.move(half, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the newest order of that number is in the state, and gives it. */
  Found await(String key, long version, String state) {
    return await(SOURCE, key, version, state);
  }

  /** The same for an order of another system. */
  Found await(String system, String key, long version, String state) {
    return Awaitility.await(key + " version " + version + " " + state)
        .atMost(LONGEST)
        .until(
            () ->
                node.queries().find(key, 50).stream()
                    .filter(f -> f.document().equals("sales-order") && f.system().equals(system))
                    .filter(f -> f.version() == version && f.state().equals(state))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  /** Rows of the ERP, columns in upper case; NULL columns are left out, numbers plain. */
  List<Map<String, String>> erp(String sql) {
    try (Connection connection = erpDatabase.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<Map<String, String>> rows = new ArrayList<>();
      while (row.next()) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          String value = row.getString(i);
          if (value != null) {
            values.put(row.getMetaData().getColumnLabel(i).toUpperCase(Locale.ROOT), value);
          }
        }
        rows.add(values);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      node.close();
    } finally {
      erp.close();
    }
  }
}
