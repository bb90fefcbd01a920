package io.pipemill.benchmarks.fingerprint;

import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.canonical.fingerprint.RowFingerprint;
import io.pipemill.reconciliation.fingerprint.ColumnList;
import io.pipemill.reconciliation.fingerprint.ColumnPlan;
import io.pipemill.reconciliation.fingerprint.Engine;
import io.pipemill.reconciliation.fingerprint.FingerprintSql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * {@code benchmark fingerprint}: rows of 24 columns a second. In Java on one thread beside one
 * SHA-256 over texts that are joined; in PostgreSQL beside {@code md5(row::text)}. Both plain ways
 * take .71 and 0.710 for different and cannot say which column differs: they are the yardstick, not
 * a substitute.
 */
public final class FingerprintBenchmark {
  private static final int ROWS = 2_000;
  private static final int ROUNDS = 11;

  private FingerprintBenchmark() {}

  /**
   * @param rows of the table in PostgreSQL
   */
  public static void run(Path root, int rows) throws Exception {
    java();
    postgres(root, rows);
  }

  private static void java() throws Exception {
    List<ColumnPlan> plans = plans();
    RowFingerprint fingerprint =
        new RowFingerprint(plans.stream().map(p -> Objects.requireNonNull(p.rule())).toList());
    Random random = new Random(42);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(SampleRows.row(i, random, plans.stream().map(ColumnPlan::rule).toList()));
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    double[] ours = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    long sum = 0;
    for (int round = -8; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int again = 0; again < 10; again++) {
        for (Object[] row : rows) {
          sum += fingerprint.of(row)[0];
        }
      }
      long between = System.nanoTime();
      for (int again = 0; again < 10; again++) {
        for (Object[] row : rows) {
          sum += digest.digest(joined(row).getBytes(StandardCharsets.UTF_8))[0];
        }
      }
      if (round >= 0) {
        ours[round] = 10.0 * ROWS / ((between - began) / 1e9);
        plain[round] = 10.0 * ROWS / ((System.nanoTime() - between) / 1e9);
      }
    }
    print(
        "Java, one thread, JDK " + Runtime.version(),
        "fingerprint",
        ours,
        "joined, SHA-256",
        plain);
    if (sum == 42) {
      System.out.println(); // so that no hash is optimized away
    }
  }

  private static String joined(Object[] row) {
    return Arrays.stream(row).map(String::valueOf).collect(Collectors.joining("|"));
  }

  private static void postgres(Path root, int rows) throws Exception {
    Path home = Files.createTempDirectory("pipemill-benchmark");
    try (EmbeddedServers servers =
        EmbeddedServers.start(home, root.resolve(".pipemill/cache"), 0)) {
      servers.database("rows", "rows");
      try (Connection connection =
              DriverManager.getConnection(servers.url("rows"), "rows", servers.password());
          Statement statement = connection.createStatement()) {
        statement.execute(SampleRows.table(rows));
        statement.execute("set max_parallel_workers_per_gather = 0");
        String select = new FingerprintSql(Engine.POSTGRESQL).select("sample", List.of(), plans());
        String ours = "select count(distinct left(fingerprint, 2)) from (" + select + ") f";
        String plain = "select count(distinct left(md5(s::text), 2)) from sample s";
        double[] our = new double[5];
        double[] other = new double[5];
        for (int round = -1; round < our.length; round++) {
          double a = perSecond(statement, ours, rows);
          double b = perSecond(statement, plain, rows);
          if (round >= 0) {
            our[round] = a;
            other[round] = b;
          }
        }
        print(
            "PostgreSQL, one process, " + rows + " rows",
            "fingerprint",
            our,
            "md5(row::text)",
            other);
      }
    }
  }

  private static double perSecond(Statement statement, String query, int rows) throws Exception {
    long began = System.nanoTime();
    try (ResultSet result = statement.executeQuery(query)) {
      if (!result.next()) {
        throw new IllegalStateException("no row of: " + query);
      }
    }
    return rows / ((System.nanoTime() - began) / 1e9);
  }

  private static List<ColumnPlan> plans() {
    return new FingerprintSql(Engine.POSTGRESQL)
        .plan(ColumnList.parse(SampleRows.COLUMNS).columns());
  }

  private static void print(String what, String name, double[] ours, String other, double[] plain) {
    Arrays.sort(ours);
    Arrays.sort(plain);
    double our = ours[ours.length / 2];
    double their = plain[plain.length / 2];
    System.out.printf(
        Locale.ROOT,
        "fingerprint of 24 columns: %s%n%-16s median %8.0f rows/s (%.0f to %.0f)%n"
            + "%-16s median %8.0f rows/s (%.0f to %.0f)%nratio: the plain way is %.2f times as fast%n",
        what,
        name,
        our,
        ours[0],
        ours[ours.length - 1],
        other,
        their,
        plain[0],
        plain[plain.length - 1],
        their / our);
  }
}
