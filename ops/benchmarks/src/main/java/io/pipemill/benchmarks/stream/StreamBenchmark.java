package io.pipemill.benchmarks.stream;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * {@code benchmark stream}: throughput of a backlog, five rounds of all three in turn, and latency
 * at a steady 200 orders a second.
 */
public final class StreamBenchmark {
  private static final int RATE = 200;

  private StreamBenchmark() {}

  /** Makes a contestant on the bench. */
  @FunctionalInterface
  interface Entry {
    Contestant enter(Bench bench) throws Exception;
  }

  /**
   * Runs and prints.
   *
   * @param rounds rounds of the throughput part
   * @param orders orders a round for the fast ones; the plain pipeline gets a tenth
   * @param seconds length of the latency part; 0 leaves it out
   * @param only name of the one contestant that runs, for profiling; empty for all
   */
  public static void run(Path root, int rounds, int orders, int seconds, String only)
      throws Exception {
    Map<String, Entry> entries = new LinkedHashMap<>();
    entries.put("pipemill", HubContestant::new);
    entries.put("hand-tuned batch program", BatchProgram::new);
    entries.put("plain Camel", PlainCamel::new);
    entries.keySet().removeIf(name -> !only.isEmpty() && !name.equals(only));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (Bench bench = new Bench(root)) {
      System.out.printf(
          "stream: source commit to ERP commit, orders with 3 lines, fsync %s, PostgreSQL %s, JDK %s, %d processors%n",
          setting(bench, "fsync"),
          setting(bench, "server_version"),
          Runtime.version(),
          Runtime.getRuntime().availableProcessors());
      for (int round = 0; round <= rounds; round++) {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
          int count = entry.getKey().equals("plain Camel") ? orders / 10 : orders;
          double rate = throughput(bench, entry.getValue(), count);
          if (round == 0) {
            continue;
          }
          rates.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(rate);
          System.out.printf(
              Locale.ROOT, "round %d  %-26s %8.0f orders/s%n", round, entry.getKey(), rate);
        }
      }
      double hub = median(rates.getOrDefault("pipemill", List.of(0.0)));
      rates.forEach(
          (name, values) ->
              System.out.printf(
                  Locale.ROOT,
                  "%-26s median %8.0f orders/s (%.0f to %.0f), pipemill is %.2f times that%n",
                  name,
                  median(values),
                  values.stream().min(Double::compare).orElse(0.0),
                  values.stream().max(Double::compare).orElse(0.0),
                  hub / median(values)));
      if (seconds > 0) {
        latency(bench, seconds);
      }
    }
  }

  /**
   * Processor time of this process and of the database servers below it: tells more than the clock
   * on a busy machine.
   */
  private static double cpuSeconds() {
    Stream<ProcessHandle> all =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants());
    return all.mapToLong(p -> p.info().totalCpuDuration().map(Duration::toMillis).orElse(0L)).sum()
        / 1e3;
  }

  private static String setting(Bench bench, String name) throws Exception {
    try (Connection connection = bench.erp.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Warms up on a part, then clocks a backlog from the moment it is committed. The contestant runs
   * all the time.
   */
  private static double throughput(Bench bench, Entry entry, int count) throws Exception {
    bench.clear();
    try (Contestant contestant = entry.enter(bench)) {
      int warm = count / 2;
      bench.await(warm, bench.addOrders(warm));
      compare(bench, contestant);
      long began = bench.addOrders(count);
      double cpu = cpuSeconds();
      double seconds = bench.await(warm + count, began);
      System.out.printf(
          Locale.ROOT,
          "         %-26s %8.3f ms of processor time an order%n",
          contestant.name(),
          (cpuSeconds() - cpu) * 1e3 / count);
      return count / seconds;
    }
  }

  /** Whoever claims to do the same work has to bring the same rows. */
  private static void compare(Bench bench, Contestant contestant) throws Exception {
    if (!contestant.allColumns()) {
      return;
    }
    String rows = bench.newest();
    if (bench.expected == null) {
      bench.expected = rows;
    } else if (!bench.expected.equals(rows)) {
      throw new IllegalStateException(
          contestant.name() + " wrote other rows:\n" + rows + "\nexpected:\n" + bench.expected);
    }
  }

  /**
   * Open loop: orders are committed by the clock, whatever the hub does; an order counts from its
   * planned time.
   */
  private static void latency(Bench bench, int seconds) throws Exception {
    bench.clear();
    try (Contestant hub = new HubContestant(bench)) {
      bench.addOrders(5_000);
      bench.await(5_000, System.nanoTime());
      ConcurrentSkipListMap<String, Long> planned = new ConcurrentSkipListMap<>();
      Histogram histogram = new Histogram(3_600_000_000L, 3);
      int total = RATE * seconds;
      Thread clock =
          new Thread(
              () -> {
                long start = System.nanoTime();
                for (int i = 0; i < total; i++) {
                  long at = start + i * 1_000_000_000L / RATE;
                  LockSupport.parkNanos(at - System.nanoTime());
                  try {
                    planned.put(bench.addOrder(), at);
                  } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                  }
                }
              },
              "open-loop");
      clock.start();
      long giveUp = System.nanoTime() + (seconds + 60) * 1_000_000_000L;
      try (Connection connection = bench.erp.getConnection();
          var select =
              connection.prepareStatement(
                  "select orig_sys_document_ref from oe_headers_iface_all where orig_sys_document_ref >= ? order by 1")) {
        while (histogram.getTotalCount() < total && System.nanoTime() < giveUp) {
          Map.Entry<String, Long> oldest = planned.firstEntry();
          if (oldest == null) {
            Thread.onSpinWait();
            continue;
          }
          select.setString(1, oldest.getKey());
          try (ResultSet row = select.executeQuery()) {
            long now = System.nanoTime();
            while (row.next()) {
              Long at = planned.remove(row.getString(1));
              if (at != null) {
                histogram.recordValue(Math.max(1, (now - at) / 1_000));
              }
            }
          }
          Thread.sleep(2);
        }
      }
      clock.join();
      System.out.printf(
          Locale.ROOT,
          "latency at %d orders/s, open loop, %d of %d orders: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, max %.0f ms%n",
          RATE,
          histogram.getTotalCount(),
          total,
          histogram.getValueAtPercentile(50) / 1e3,
          histogram.getValueAtPercentile(90) / 1e3,
          histogram.getValueAtPercentile(99) / 1e3,
          histogram.getMaxValue() / 1e3);
    }
  }

  private static double median(@org.jspecify.annotations.Nullable List<Double> values) {
    double[] sorted =
        java.util.Objects.requireNonNull(values).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
  }
}
