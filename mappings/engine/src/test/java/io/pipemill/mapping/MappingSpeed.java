package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.golden.GoldenPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Mapped and validated documents per second on one core: the engine beside hand-written Java for
 * the same mapping, alternating in one run, median of the rounds. Run its main method; it is no
 * test, because a test never asserts on time.
 */
final class MappingSpeed {
  private static final int BATCH = 500;
  private static final int ROUNDS = 15;

  private MappingSpeed() {}

  public static void main(String[] arguments) throws Exception {
    ExternalSystem system =
        new Mappings(DocumentCatalog.load())
            .load(List.of(Projects.systems()))
            .systems()
            .get("crude-retail");
    DocumentName name = new DocumentName("sales-order", 1);
    InboundMapping mapping = system.in().get(name);
    HandWrittenRetailOrders hand =
        new HandWrittenRetailOrders(
            mapping.document(), HandWrittenRetailOrders.lists(system.folder()));
    List<RecordTree> batch = batch(system, mapping, name);
    Lookups lookups =
        new Lookups() {
          @Override
          public Map<String, String> masters(String master, java.util.Set<String> codes) {
            return ALL_KNOWN.masters(master, codes);
          }

          @Override
          public Map<String, String> crosswalk(String list, java.util.Set<String> keys) {
            return Map.of();
          }
        };
    double[] engine = new double[ROUNDS];
    double[] java = new double[ROUNDS];
    for (int round = -5; round < ROUNDS; round++) {
      double e = rate(() -> mapping.map(batch, lookups));
      double j = rate(() -> hand.map(batch, lookups));
      if (round >= 0) {
        engine[round] = e;
        java[round] = j;
      }
    }
    Arrays.sort(engine);
    Arrays.sort(java);
    double e = engine[ROUNDS / 2];
    double j = java[ROUNDS / 2];
    System.out.printf(
        "engine %,.0f documents/s (%.2f us), hand-written %,.0f documents/s (%.2f us), ratio %.2f%n",
        e, 1e6 / e, j, 1e6 / j, j / e);
  }

  private interface Work {
    List<Mapped> run();
  }

  private static double rate(Work work) {
    long start = System.nanoTime();
    int documents = 0;
    long problems = 0;
    while (System.nanoTime() - start < 400_000_000L) {
      for (Mapped mapped : work.run()) {
        documents++;
        problems += mapped.problems().size();
      }
    }
    if (problems > 0) {
      throw new IllegalStateException(problems + " problems");
    }
    return documents / ((System.nanoTime() - start) / 1e9);
  }

  /** Orders with three lines, each with values of its own. */
  private static List<RecordTree> batch(
      ExternalSystem system, InboundMapping mapping, DocumentName name) {
    Path folder = system.folder().resolve("golden").resolve(name.name()).resolve("full");
    RecordTree full =
        GoldenPairs.ofJson().source(new GoldenPairs.Pair(system, name, folder), mapping);
    List<RecordTree> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      Object[] values = new Object[full.shape().columns().size()];
      for (int column = 0; column < values.length; column++) {
        values[column] = full.value(column);
      }
      values[full.shape().column("ORDER_NO")] = "LX-" + i;
      values[full.shape().column("CUST_CD")] = "R" + (10000 + i % 50);
      List<RecordTree> lines = new ArrayList<>(full.group("lines"));
      lines.add(lines.get(0));
      @SuppressWarnings("unchecked")
      List<RecordTree>[] groups = (List<RecordTree>[]) new List<?>[] {lines};
      batch.add(new RecordTree(full.shape(), values, groups, null));
    }
    return batch;
  }
}
