package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSnapshot;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.canonical.Verb;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** What preview() says is what the import then does, for any history of an order. */
class OrderPreviewPropertyTest {
  private static final ErpFixture DB = new ErpFixture();
  private static final TargetAdapter TARGET = DB.target(Map.of());
  private static int orders;
  private static int changes;

  @AfterContainer
  static void close() {
    TARGET.close();
    assertThat(changes).as("changes that were compared").isGreaterThan(300);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void predictedRowsAreTheRowsThatChange(@ForAll Random random) {
    List<String> refs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      refs.add("P-" + orders++);
    }
    for (int version = 1; version <= 4; version++) {
      List<OutboundDocument> documents = new ArrayList<>();
      for (String ref : refs) {
        documents.add(order(ref, version, random));
      }
      List<List<RowChange>> predicted = TARGET.preview(documents);
      ErpSnapshot before = DB.erp.snapshot();
      Attempt attempt = Orders.attempt(documents);
      Receipt receipt = TARGET.deliver(attempt);
      DB.erp.runPending(ErpSwitches.NORMAL);
      if (receipt.requestId() != null) {
        TARGET.answers(List.of(Orders.request(receipt, attempt)));
      }
      List<RowChange> real = DB.erp.snapshot().since(before);
      changes += real.size();
      assertThat(predicted.stream().flatMap(List::stream).toList())
          .as(
              "version "
                  + version
                  + ", messages "
                  + DB.rows(
                      "select message_text from oe_processing_msgs_tl where language = 'US' order by transaction_id desc limit 5"))
          .containsExactlyInAnyOrderElementsOf(real);
    }
  }

  private static OutboundDocument order(String ref, int version, Random random) {
    Orders order = Orders.order(ref, version);
    if (random.nextInt(12) == 0) {
      return order.verb(Verb.CANCEL).build();
    }
    order.set(
        "CUSTOMER_NUMBER", random.nextInt(15) == 0 ? "NOBODY" : "C" + (1 + random.nextInt(2)));
    order.set("ORDER_TYPE", random.nextInt(3) == 0 ? "Contract" : "Standard");
    maybe(order, random, "CUSTOMER_PO_NUMBER", "PO-" + random.nextInt(5));
    maybe(order, random, "PAYMENT_TERM", random.nextInt(10) == 0 ? "NEVER" : "30 NET");
    maybe(order, random, "SHIPPING_INSTRUCTIONS", "备注\n\t\\" + random.nextInt(5));
    maybe(order, random, "REQUEST_DATE", LocalDate.of(2026, 4, 1 + random.nextInt(28)));
    maybe(order, random, "ATTRIBUTE1", "contract " + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      order.adjustment(Orders.discount("D" + random.nextInt(2), "-" + random.nextInt(9), "volume"));
    }
    for (int line = 1; line <= 5; line++) {
      if (random.nextInt(3) > 0 || line == 1) {
        String item = random.nextInt(40) == 0 ? "NOPE" : "ITEM-" + (1 + random.nextInt(20));
        List<?> adjustments =
            random.nextInt(4) == 0
                ? List.of(
                    Orders.discount("L" + random.nextInt(2), "-" + random.nextInt(5), "grade"))
                : List.of();
        order.line(
            String.valueOf(line),
            item,
            (1 + random.nextInt(9)) + "." + random.nextInt(100),
            random.nextInt(5000) + ".50",
            Map.of(
                "PROMISE_DATE",
                LocalDate.of(2026, 5, 1 + random.nextInt(28)),
                "ATTRIBUTE1",
                "grade " + random.nextInt(3),
                "adjustments",
                adjustments));
      }
    }
    return order.build();
  }

  private static void maybe(Orders order, Random random, String column, Object value) {
    if (random.nextBoolean()) {
      order.set(column, value);
    }
  }
}
