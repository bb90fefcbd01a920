package io.pipemill.app.started;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, as a person starts it. */
final class StartedPipemill implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path CACHE = Path.of("target/postgresql-cache").toAbsolutePath();
  private final Process process;
  private final Path out;
  private final Path err;

  private StartedPipemill(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param folder where its output goes
   * @param environment added to this JVM's own
   */
  static StartedPipemill start(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Duser.timezone=" + System.getProperty("user.timezone"),
                "-Dpipemill.root=" + ROOT,
                "-Dpipemill.cache=" + CACHE,
                "-cp",
                System.getProperty("java.class.path"),
                "io.pipemill.app.Main"));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(folder);
      Path out = Files.createTempFile(folder, arguments[0], ".out");
      Path err = Files.createTempFile(folder, arguments[0], ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.environment().remove("PIPEMILL_LANG");
      return new StartedPipemill(builder.start(), out, err);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Waits for its end; gives the exit code. */
  int exit() {
    return exit(PATIENCE);
  }

  int exit(Duration patience) {
    try {
      assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
          .as("ended; standard error: %s", err())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  /** SIGTERM, and what comes of it. */
  int terminate() {
    process.destroy();
    return exit();
  }

  /** What it prints as its one machine-readable result once it runs. */
  JsonNode started() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || out().strip().endsWith("}"));
    assertThat(process.isAlive()).as("runs; standard error: %s", err()).isTrue();
    return JsonMapper.shared().readTree(out());
  }

  /** An answer of the node whose home is given. */
  static HttpResponse<String> get(Path home, String path) {
    try {
      JsonNode access = JsonMapper.shared().readTree(Files.readString(home.resolve("access.json")));
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(access.path("url").asString()).resolve(path))
                  .header(
                      "Authorization",
                      "Bearer " + access.path("tokens").path(0).path("token").asString())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The row of a document of a system in an accounting table; missing if there is none. */
  static JsonNode row(JsonNode accounting, String system, String document) {
    for (JsonNode row : accounting.path("systems")) {
      if (row.path("system").asString().equals(system)
          && row.path("document").asString().equals(document)) {
        return row;
      }
    }
    return JsonMapper.shared().missingNode();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
