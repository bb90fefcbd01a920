package io.pipemill.app.crash;

import io.pipemill.adapter.testkit.TestingPostgres.Database;
import io.pipemill.app.node.NodeConfig.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a node under test: its settings, its home, and the product's own system folders of
 * crude-retail and oracle-ebs, pointed at the test's databases. It stays when a test fails.
 */
final class NodeHome {
  static final Duration OVERLAP = Duration.ofMillis(200);
  private static final Path SYSTEMS = Path.of("..", "..", "mappings", "systems");
  final Path folder;

  NodeHome(String name) {
    folder = Path.of("target", "crash", name).toAbsolutePath();
    delete(folder);
    create(home());
  }

  Path home() {
    return folder.resolve("home");
  }

  Path broker() {
    return home().resolve("broker");
  }

  Path config() {
    return folder.resolve("node.yaml");
  }

  /**
   * Writes the settings.
   *
   * @param erpPort where the ERP's database is reached: its server, or a proxy before it
   * @param store null for the embedded one
   * @param broker null for the embedded one
   */
  void configure(
      Database retail, Database erp, int erpPort, @Nullable Login store, @Nullable Login broker) {
    system("crude-retail", retail, retail.port());
    system("oracle-ebs", erp, erpPort);
    write(
        config(),
        "node: crash\nhome: home\nconsole: {port: 0}\nsystems: [systems]\nhub: {batchSize: 200}\n"
            + login("store", store)
            + login("broker", broker));
  }

  private String login(String name, @Nullable Login login) {
    return login == null
        ? ""
        : name
            + ": {url: \""
            + login.url()
            + "\", user: "
            + login.user()
            + ", passwordFrom: \""
            + secret(name, login.password())
            + "\"}\n";
  }

  private String secret(String name, String password) {
    Path file = folder.resolve(name + ".password");
    write(file, password);
    return "file:" + file;
  }

  private void system(String id, Database database, int port) {
    Path to = folder.resolve("systems").resolve(id);
    delete(to);
    copy(SYSTEMS.resolve(id), to);
    Path file = to.resolve("system.yaml");
    write(
        file,
        read(file)
            .replaceAll(
                "url: \"[^\"]*\"", "url: \"" + new Database(database.name(), port).url() + "\"")
            .replaceAll("user: \\w+", "user: " + database.user())
            .replaceAll(
                "passwordFrom: env:\\w+",
                "passwordFrom: \"" + secret(id, database.password()) + "\"")
            .replaceAll("poll: \\w+", "poll: 100ms, overlap: " + OVERLAP.toMillis() + "ms"));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below a folder; none if it is not there. */
  static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
