package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One life of a node, in a process of its own. */
final class NodeProcess implements AutoCloseable {
  /** What a process ended by SIGKILL gives: 128 and the signal's number. */
  private static final int KILLED = 137;

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+?/");
  private final Path home;
  private final Process process;
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private volatile String address = "";

  private NodeProcess(Path home, Process process) {
    this.home = home;
    this.process = process;
    Thread reader = new Thread(this::listen, "node-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a node.
   *
   * @param config its settings file
   * @param armed fault points at which it is to stand still, from the start
   */
  static NodeProcess start(Path home, Path config, String... armed) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=" + System.getProperty("user.timezone", "UTC"),
                "-Dpipemill.cache=" + Path.of("target", "postgresql-cache").toAbsolutePath(),
                "-Dpipemill.log=" + home.resolve("pipemill.log"),
                "-Dlogback.configurationFile=pipemill-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingNode.class.getName(),
                config.toString()));
    command.addAll(List.of(armed));
    try {
      return new NodeProcess(
          home,
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("stderr.log").toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher found = ADDRESS.matcher(line);
        if (line.startsWith(StandingStill.REACHED)) {
          reached.add(line.substring(StandingStill.REACHED.length()));
        } else if (found.find()) {
          address = found.group();
        }
      }
    } catch (IOException e) {
      // the process is gone
    }
  }

  NodeProcess awaitStarted() {
    Awaitility.await("the node's start, see " + home)
        .atMost(START)
        .until(() -> !address.isEmpty() || !process.isAlive());
    assertAlive();
    return this;
  }

  void assertAlive() {
    assertThat(process.isAlive()).as("node runs, see " + home).isTrue();
  }

  /** The first thread that reaches the point from now on stands still there. */
  void arm(String point) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((point + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean reached(String point) {
    assertAlive();
    return reached.contains(point);
  }

  /** Waits, and asserts that the process does not end meanwhile. */
  void letRun(int millis) {
    try {
      assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** kill -9; asserts that this is what ended it. */
  void kill() {
    assertAlive();
    process.destroyForcibly();
    assertThat(exit()).as("exit status of a process killed by SIGKILL").isEqualTo(KILLED);
  }

  /** kill -9 of the embedded store and of the node, as when the machine loses power. */
  void killWithStore() {
    Path cluster = home.resolve("store/postgresql");
    ProcessHandle store = killStore(cluster);
    kill();
    Awaitility.await().atMost(QUICK).until(() -> !store.isAlive());
    assertDiedUncleanly(cluster);
  }

  /** kill -9 of the PostgreSQL server of a cluster. */
  static ProcessHandle killStore(Path cluster) {
    try {
      String pid = Files.readAllLines(cluster.resolve("postmaster.pid")).get(0);
      ProcessHandle store = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      assertThat(store.destroyForcibly()).isTrue();
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that shuts down in order removes this file. */
  static void assertDiedUncleanly(Path cluster) {
    assertThat(cluster.resolve("postmaster.pid")).exists();
  }

  /** The embedded store notices that its node is gone, and ends itself. */
  void awaitStoreGone() {
    Path file = home.resolve("store/postgresql/postmaster.pid");
    Awaitility.await().atMost(QUICK).until(() -> !Files.exists(file));
  }

  private int exit() {
    try {
      assertThat(process.waitFor(QUICK.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The accounting table, as anyone with a token gets it. */
  JsonNode accounting() {
    try {
      JsonNode access = JsonMapper.shared().readTree(home.resolve("access.json").toFile());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "api/v1/accounting"))
              .timeout(QUICK)
              .header("Authorization", "Bearer " + access.at("/tokens/0/token").asString())
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(QUICK.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
