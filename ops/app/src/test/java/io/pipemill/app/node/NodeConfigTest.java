package io.pipemill.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pipemill.cli.CommandFailed;
import io.pipemill.hub.journal.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
  @TempDir Path folder;

  @BeforeEach
  void systems() throws IOException {
    Files.createDirectories(folder.resolve("systems"));
  }

  private NodeConfig read(String... lines) throws IOException {
    Path file = folder.resolve("node.yaml");
    Files.writeString(file, String.join("\n", lines));
    return NodeConfig.read(file);
  }

  @Test
  void onlyWhatIsNeeded_hasTheUsualRest() throws IOException {
    NodeConfig config = read("node: mill-1", "systems: [systems]");
    assertThat(config.store()).isNull();
    assertThat(config.broker()).isNull();
    assertThat(config.port()).isEqualTo(8480);
    assertThat(config.batchSize()).isEqualTo(500);
    assertThat(config.maxPending()).isEqualTo(20_000);
    assertThat(config.workers()).isEqualTo(2);
    assertThat(config.retries())
        .isEqualTo(new NodeConfig.Retries(Duration.ofSeconds(1), Duration.ofMinutes(1), 10));
    assertThat(config.retention()).isEqualTo(new Retention(Duration.ofDays(400), Map.of()));
  }

  @Test
  void everySetting_isTaken() throws IOException {
    NodeConfig config =
        read(
            "node: mill-1",
            "systems: [systems]",
            "console: {port: 9000, bind: 0.0.0.0}",
            "hub: {batchSize: 50, maxPending: 700, workers: 5, retryFirst: 2s, retryLongest: 3m, maxAttempts: 4}",
            "retention: {default: 30d, sales-order: 730d}");
    assertThat(config.port()).isEqualTo(9000);
    assertThat(config.bind()).isEqualTo("0.0.0.0");
    assertThat(config.batchSize()).isEqualTo(50);
    assertThat(config.maxPending()).isEqualTo(700);
    assertThat(config.workers()).isEqualTo(5);
    assertThat(config.retries())
        .isEqualTo(new NodeConfig.Retries(Duration.ofSeconds(2), Duration.ofMinutes(3), 4));
    assertThat(config.retention())
        .isEqualTo(new Retention(Duration.ofDays(30), Map.of("sales-order", Duration.ofDays(730))));
  }

  @Test
  void wrongSettings_areAllTold() {
    CommandFailed failed =
        catchThrowableOfType(
            CommandFailed.class,
            () ->
                read(
                    "node: mill-1",
                    "systems: [systems]",
                    "hub: {maxPendign: 5, maxAttempts: 0}",
                    "retention: {default: soon}"));
    assertThat(failed.getMessage().split("\n"))
        .anyMatch(p -> p.contains("maxPendign") && p.contains("maxPending"))
        .anyMatch(p -> p.contains("maxAttempts"))
        .anyMatch(p -> p.contains("retention.default") && p.contains("soon"));
  }
}
