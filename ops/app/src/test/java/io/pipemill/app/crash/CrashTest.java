package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The crash proofs in small; the long ones are {@link CrashRunsTest} and {@link OutageTest}. */
class CrashTest {
  private static final int ORDERS = 300;

  @Test
  void nodeKilledThreeTimesAndBrokerDeleted_everyOrderIsInTheErpExactlyOnce() {
    try (CrashRun run = new CrashRun("small", 7, ORDERS)) {
      run.start().awaitStarted();
      run.killAt("ebs.after-commit", 5, 20);
      run.start().awaitStarted();
      run.killAtRandom(25, 40, true);
      assertThat(NodeHome.files(run.home.broker())).as("journal of the broker").isNotEmpty();
      NodeHome.delete(run.home.broker());
      run.start().awaitStarted();
      run.killAt("intake.inside-watermark-transaction", 45, 60);
      run.start().awaitStarted();
      run.judge();
    }
  }

  @Test
  void namedFaultPoints_eachHasItsCrashRun() throws IOException {
    Pattern named = Pattern.compile("faults\\.reached\\(\"([^\"]+)\"\\)");
    Set<String> all = new TreeSet<>();
    for (Path module : children(Path.of("..", "..", "adapters"))) {
      for (Path file : NodeHome.files(module.resolve("src/main/java"))) {
        all.addAll(named.matcher(Files.readString(file)).results().map(r -> r.group(1)).toList());
      }
    }
    // no file is written on the way of a retail order
    all.remove("file.after-write");
    Set<String> hit = new TreeSet<>();
    Stream.of(CrashRunsTest.points()).forEach(two -> hit.addAll(List.of(two)));
    assertThat(hit).isEqualTo(all);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
