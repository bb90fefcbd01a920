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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** What preview() says of customers and items is what their imports then do. */
class MasterPreviewPropertyTest {
  private static final ErpFixture DB = new ErpFixture();
  private static final TargetAdapter TARGET = DB.target(Map.of());
  private static int masters;
  private static int changes;

  @AfterContainer
  static void close() {
    TARGET.close();
    assertThat(changes).as("changes that were compared").isGreaterThan(300);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void predictedRowsAreTheRowsThatChange(@ForAll Random random) {
    String suffix = "-" + masters++;
    for (int round = 0; round < 4; round++) {
      List<OutboundDocument> documents =
          List.of(
              customer("K" + suffix, random),
              customer("L" + suffix, random),
              item("I" + suffix, random),
              item("J" + suffix, random));
      List<List<RowChange>> predicted = TARGET.preview(documents);
      assertThat(predicted).hasSize(4);
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
          .containsExactlyInAnyOrderElementsOf(real);
    }
  }

  private static OutboundDocument customer(String code, Random random) {
    MasterDocuments.Customer customer = MasterDocuments.customer(code, "Name " + random.nextInt(3));
    if (random.nextInt(10) == 0) {
      return customer.verb(Verb.CANCEL).build();
    }
    if (random.nextBoolean()) {
      customer.set("CUST_TAX_REFERENCE", "T" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      customer.set("TELEPHONE", "0931-" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      customer.set("STANDARD_TERM_NAME", random.nextBoolean() ? "30 NET" : "60 NET");
    }
    customer.set("CUSTOMER_STATUS", random.nextInt(4) == 0 ? "I" : "A");
    List<String> places = new ArrayList<>(List.of("A1", "A2", "A3"));
    for (String place : places) {
      if (random.nextBoolean()) {
        Map<String, Object> more = new HashMap<>();
        if (random.nextBoolean()) {
          more.put("CITY", "城市" + random.nextInt(3));
        }
        if (random.nextInt(15) == 0) {
          more.put("COUNTRY", "XX");
        }
        customer.address(
            place, "Street " + random.nextInt(3), random.nextBoolean(), random.nextBoolean(), more);
      }
    }
    return customer.build();
  }

  private static OutboundDocument item(String code, Random random) {
    Map<String, Object> values = new HashMap<>();
    values.put("SEGMENT1", code);
    if (random.nextInt(10) == 0) {
      return MasterDocuments.item(Verb.CANCEL, values);
    }
    values.put("DESCRIPTION", "Item " + random.nextInt(3));
    values.put(
        "PRIMARY_UOM_CODE", random.nextInt(10) == 0 ? "ZZZ" : random.nextBoolean() ? "TON" : "KG");
    if (random.nextBoolean()) {
      values.put("LONG_DESCRIPTION", "规格 " + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      values.put("ATTRIBUTE1", "grade " + random.nextInt(3));
    }
    if (random.nextInt(5) == 0) {
      values.put("INVENTORY_ITEM_STATUS_CODE", random.nextBoolean() ? "Inactive" : "Unknown");
    }
    return MasterDocuments.item(Verb.SYNC, values);
  }
}
