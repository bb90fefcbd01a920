package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Measures, asserts nothing, and is not part of the normal run: {@code mvn test
 * -Dtest=DeliveryFigures}. Batches of 500 orders with 3 lines; new orders, then changes of the same
 * orders. Prints medians in milliseconds for deliver, import and answers.
 */
class DeliveryFigures {
  private static final int ORDERS = 500;
  private static final int ROUNDS = 12;

  @Test
  void figures() {
    for (String dialect : List.of("own", "portable")) {
      ErpFixture db = new ErpFixture();
      db.run("alter system set synchronous_commit = on", "select pg_reload_conf()");
      try (TargetAdapter target = db.target(Map.of("dialect", dialect))) {
        measure(dialect + " new", db, target, (round, k) -> "B" + round + "-" + k, 1);
        measure(dialect + " changed", db, target, (round, k) -> "B" + (round % 5) + "-" + k, 2);
      }
      System.out.println(
          "fsync "
              + db.rows("show fsync")
              + " synchronous_commit "
              + db.rows("show synchronous_commit"));
    }
  }

  private static void measure(
      String name,
      ErpFixture db,
      TargetAdapter target,
      BiFunction<Integer, Integer, String> ref,
      int version) {
    double[][] times = new double[3][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      List<OutboundDocument> documents = new ArrayList<>();
      for (int k = 0; k < ORDERS; k++) {
        Orders order =
            Orders.order(ref.apply(round, k), version + round)
                .set("SHIPPING_INSTRUCTIONS", "卸货前请联系仓库, gate " + k)
                .set("ATTRIBUTE1", "C-2026-" + k);
        for (int line = 1; line <= 3; line++) {
          order.line(
              String.valueOf(line),
              "ITEM-" + (1 + (k + line) % 20),
              (10 + version + round) + "." + line,
              "4500.25",
              Map.of("USER_ITEM_DESCRIPTION", "0# 柴油 diesel", "ATTRIBUTE1", "国六"));
        }
        documents.add(order.build());
      }
      Attempt attempt = Orders.attempt(documents);
      long start = System.nanoTime();
      Receipt receipt = target.deliver(attempt);
      long delivered = System.nanoTime();
      db.erp.runPending(ErpSwitches.NORMAL);
      long imported = System.nanoTime();
      List<Answer> answers = target.answers(List.of(Orders.request(receipt, attempt)));
      long answered = System.nanoTime();
      if (answers.stream().filter(Answer::accepted).count() != ORDERS) {
        throw new IllegalStateException(answers.get(0).toString());
      }
      times[0][round] = (delivered - start) / 1e6;
      times[1][round] = (imported - delivered) / 1e6;
      times[2][round] = (answered - imported) / 1e6;
    }
    StringBuilder line = new StringBuilder(name).append(": deliver, import, answers ms");
    for (double[] one : times) {
      double[] warm = Arrays.copyOfRange(one, ROUNDS / 3, ROUNDS);
      Arrays.sort(warm);
      line.append(String.format("  %.1f (min %.1f)", warm[warm.length / 2], warm[0]));
    }
    System.out.println(line);
  }
}
