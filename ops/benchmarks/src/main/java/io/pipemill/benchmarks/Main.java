package io.pipemill.benchmarks;

import io.pipemill.benchmarks.fingerprint.FingerprintBenchmark;
import io.pipemill.benchmarks.mapping.MappingBenchmark;
import io.pipemill.benchmarks.stream.StreamBenchmark;
import io.pipemill.benchmarks.stream.TryBenchmark;
import java.nio.file.Path;

/** {@code pipemill benchmark [NAME]}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("pipemill.root", ".")).toAbsolutePath().normalize();
    String name = arguments.length == 0 ? "all" : arguments[0];
    switch (name) {
      case "stream" ->
          StreamBenchmark.run(
              root,
              number(arguments, 1, 5),
              number(arguments, 2, 60_000),
              number(arguments, 3, 30),
              arguments.length > 4 ? arguments[4] : "");
      case "mapping" ->
          MappingBenchmark.run(root, number(arguments, 1, 15), number(arguments, 2, 4_000));
      case "fingerprint" -> FingerprintBenchmark.run(root, number(arguments, 1, 100_000));
      case "try" -> TryBenchmark.run(root, number(arguments, 1, 50_000));
      case "all" -> {
        MappingBenchmark.run(root, 15, 4_000);
        FingerprintBenchmark.run(root, 100_000);
        StreamBenchmark.run(root, 5, 60_000, 30, "");
        TryBenchmark.run(root, 50_000);
      }
      default -> {
        System.err.println(
            "benchmark "
                + name
                + ": expected stream [ROUNDS] [ORDERS] [SECONDS] [CONTESTANT], mapping [ROUNDS] [ORDERS], fingerprint [ROWS], try [ORDERS], or nothing for all");
        System.exit(2);
      }
    }
    System.exit(0);
  }

  private static int number(String[] arguments, int index, int fallback) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : fallback;
  }
}
