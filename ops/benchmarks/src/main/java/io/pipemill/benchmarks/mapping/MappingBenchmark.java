package io.pipemill.benchmarks.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * {@code benchmark mapping}: the mapping of a retail order with three lines, mapped and validated,
 * on one core, beside {@link HandWritten}.
 */
public final class MappingBenchmark {
  private static final int BATCH = 500;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCHES = 200;
  private static final int ROUNDS = 15;

  private MappingBenchmark() {}

  public static void run(Path root) {
    DocumentCatalog catalog = DocumentCatalog.load();
    MappingCompiler.Loaded loaded =
        new Mappings(catalog).load(List.of(root.resolve("mappings/systems")));
    ExternalSystem retail =
        Objects.requireNonNull(
            loaded.systems().get("crude-retail"), () -> "crude-retail: " + loaded.findings());
    InboundMapping mapping =
        Objects.requireNonNull(retail.in().get(new DocumentName("sales-order", 1)));
    List<RecordTree> records = records(mapping.columns());
    HandWritten byHand = new HandWritten(records.get(0));
    same(mapping, byHand, records);
    double[] engine = new double[ROUNDS];
    double[] hand = new double[ROUNDS];
    for (int round = -10; round < ROUNDS; round++) {
      double e = perSecond(() -> mapping.map(records, Lookups.ALL_KNOWN).size());
      double h =
          perSecond(() -> (int) records.stream().map(byHand::map).filter(Objects::nonNull).count());
      if (round >= 0) {
        engine[round] = e;
        hand[round] = h;
      }
    }
    Arrays.sort(engine);
    Arrays.sort(hand);
    System.out.printf(
        Locale.ROOT,
        "mapping: retail order with 3 lines, mapped and validated, one thread, JDK %s%n"
            + "%-16s median %8.0f documents/s (%.0f to %.0f)%n%-16s median %8.0f documents/s (%.0f to %.0f)%nratio: hand-written is %.2f times the engine%n",
        Runtime.version(),
        "engine",
        engine[ROUNDS / 2],
        engine[0],
        engine[ROUNDS - 1],
        "hand-written Java",
        hand[ROUNDS / 2],
        hand[0],
        hand[ROUNDS - 1],
        hand[ROUNDS / 2] / engine[ROUNDS / 2]);
  }

  /** By the thread's processor time: what else runs on the machine does not count. */
  private static double perSecond(java.util.function.IntSupplier batch) {
    long began = THREADS.getCurrentThreadCpuTime();
    long documents = 0;
    for (int i = 0; i < BATCHES; i++) {
      documents += batch.getAsInt();
    }
    return documents / ((THREADS.getCurrentThreadCpuTime() - began) / 1e9);
  }

  /** A yardstick that does something else would prove nothing. */
  private static void same(InboundMapping mapping, HandWritten byHand, List<RecordTree> records) {
    List<Mapped> mapped = mapping.map(records, Lookups.ALL_KNOWN);
    for (int i = 0; i < records.size(); i++) {
      if (!mapped.get(i).problems().isEmpty()) {
        throw new IllegalStateException("engine: " + mapped.get(i).problems());
      }
      byte[] engine = mapping.document().toXml(Objects.requireNonNull(mapped.get(i).document()));
      byte[] hand =
          mapping.document().toXml(Objects.requireNonNull(byHand.map(records.get(i))).order());
      if (!Arrays.equals(engine, hand)) {
        throw new IllegalStateException(
            "engine and hand-written differ:\n"
                + new String(engine, java.nio.charset.StandardCharsets.UTF_8)
                + "\n"
                + new String(hand, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  private static List<RecordTree> records(InboundMapping.Columns columns) {
    RecordShape lines =
        RecordShape.of(
            "lines",
            Objects.requireNonNull(columns.groups().get("lines")).columns().toArray(String[]::new));
    RecordShape shape = new RecordShape("RETAIL_ORDER", columns.columns(), List.of(lines));
    Random random = new Random(42);
    List<RecordTree> records = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      int number = i;
      @Nullable Object[] values =
          shape.columns().stream().map(column -> header(column, number, random)).toArray();
      List<RecordTree> three = new ArrayList<>(3);
      for (int n = 1; n <= 3; n++) {
        int line = n;
        three.add(
            RecordTree.flat(
                lines,
                lines.columns().stream().map(column -> line(column, line, random)).toArray(),
                null));
      }
      @SuppressWarnings({"unchecked", "rawtypes"})
      List<RecordTree>[] groups = new List[] {three};
      records.add(new RecordTree(shape, values, groups, null));
    }
    return records;
  }

  private static @Nullable Object header(String column, int i, Random random) {
    return switch (column) {
      case "ORDER_NO" -> "LX20260315-" + (10_000 + i);
      case "ORDER_TYPE" -> "零售";
      case "ORDER_DT", "PLAN_DT" -> "2026-03-" + (10 + i % 20);
      case "CONTRACT_NO" -> "HT-2026-" + i;
      case "PO_NO" -> "CG-" + random.nextInt(99_999);
      case "STATION_CD" -> "S0" + (1 + i % 3);
      case "CUST_CD" -> "R" + (10_000 + i % 200);
      case "CUST_NM" -> "大庆市红岗区华能石化有限公司";
      case "RECEIVER" -> "华能石化二号库";
      case "DELIV_ADDR" -> "创业路" + i + "号";
      case "DELIV_CITY" -> "大庆";
      case "DELIV_ZIP" -> "163511";
      case "DELIV_PROV" -> "黑龙江";
      case "SALES_MAN" -> "王建国";
      case "PAY_MODE" -> "承兑";
      case "TOTAL_AMT" -> BigDecimal.valueOf(random.nextInt(99_999_999), 2);
      case "FREIGHT_AMT" -> i % 2 == 0 ? BigDecimal.valueOf(125_000, 2) : null;
      case "FREIGHT_MEMO" -> i % 2 == 0 ? "汽运" : null;
      case "ORDER_STATUS" -> "已审核";
      case "REMARK" -> "分两车提货 " + i;
      case "UPDATED_AT" -> Instant.ofEpochSecond(1_773_000_000L + i);
      default -> null;
    };
  }

  private static @Nullable Object line(String column, int n, Random random) {
    return switch (column) {
      case "LINE_NO" -> (long) n;
      case "OIL_CD" -> n == 1 ? "DQ-01" : n == 2 ? "NJ-01" : "LS-01";
      case "OIL_NM" -> "大庆原油";
      case "NET_TON" -> BigDecimal.valueOf(100_000 + random.nextInt(300_000), 4);
      case "PRICE" -> BigDecimal.valueOf(41_505_000 + random.nextInt(999_999), 4);
      case "PLAN_DT" -> "2026-03-2" + n;
      case "DEPOT_CD" -> "BY1";
      case "LINE_MEMO" -> "第" + n + "车";
      default -> null;
    };
  }
}
