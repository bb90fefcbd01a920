package io.pipemill.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.hub.MemorySystems.Fault;
import io.pipemill.hub.MemorySystems.Source;
import io.pipemill.hub.MemorySystems.TargetMap;
import io.pipemill.hub.accounting.Accounting;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class HubTest {
  private ConfigurableApplicationContext node;

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  private void start(String name) {
    node = TestingHub.start(name);
  }

  private Accounting.Row orders() {
    Accounting.Table table = node.getBean(Hub.class).accounting().table();
    assertThat(table.closed()).as("%s", table).isTrue();
    return table.systems().stream()
        .filter(r -> r.document().equals("sales-order"))
        .findFirst()
        .orElse(new Accounting.Row("", "", 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0));
  }

  private void drain() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.getBean(Hub.class).drained(Duration.ofMillis(300)));
  }

  @Test
  void goodAndBadOrders_eachEndsWithAReason() {
    Source source = MemorySystems.source("mixed-source");
    TargetMap erp = MemorySystems.target("mixed-erp");
    erp.customers.add("C1");
    for (int i = 1; i <= 120; i++) {
      source.add("A" + i, "1", "C1", i == 70 ? "13" : i == 80 ? "-5" : Integer.toString(1000 + i));
    }
    source.add("A90", "2", "C1", "1090"); // touched, not changed
    source.add("A91", "2", "C1", "77"); // changed
    source.add("A92", "2", "nobody", "5"); // unknown customer
    start("mixed");
    drain();
    Accounting.Row row = orders();
    assertThat(row.read()).isEqualTo(123);
    assertThat(row.delivered()).isEqualTo(119);
    assertThat(row.rejected()).isEqualTo(3);
    assertThat(row.filteredBy()).isEqualTo(Map.of("DUPLICATE", 1L));
    assertThat(erp.applied).hasSize(119).doesNotHaveDuplicates();
    assertThat(erp.state.get("A91")).startsWith("tons=77");
    assertThat(erp.applied.indexOf("A91 v1")).isLessThan(erp.applied.indexOf("A91 v2"));
    DocumentQueries queries = node.getBean(DocumentQueries.class);
    assertThat(queries.timeline("A70"))
        .extracting(DocumentQueries.Step::stage)
        .contains("received", "rejected");
    assertThat(queries.causes("rejected"))
        .extracting(DocumentQueries.Cause::code)
        .contains("MEM-003", "MAP-001", "MAP-002");
    assertThat(queries.find("A91", 10)).hasSize(2);
  }

  @Test
  void commitLost_isResolvedByTombstoneAndNothingDoubled() {
    Source source = MemorySystems.source("doubt-source");
    TargetMap erp = MemorySystems.target("doubt-erp");
    erp.customers.add("C1");
    erp.fault = Fault.LOST_AFTER_COMMIT;
    source.add("B1", "1", "C1", "1");
    start("doubt");
    drain();
    erp.fault = Fault.LOST_BEFORE_COMMIT;
    source.add("B2", "1", "C1", "2");
    await().atMost(Duration.ofSeconds(20)).until(() -> erp.applied.size() == 2);
    drain();
    assertThat(erp.fault).as("both faults happened").isEqualTo(Fault.NONE);
    assertThat(erp.tombstones).hasSize(1);
    assertThat(erp.applied).containsExactly("B1 v1", "B2 v1");
    assertThat(orders().delivered()).isEqualTo(2);
  }

  @Test
  void deliveringThreadBreaksAfterTheTargetsCommit_resolvedByTheLivingNodeAndNothingDoubled()
      throws SQLException {
    Source source = MemorySystems.source("broken-source");
    TargetMap erp = MemorySystems.target("broken-erp");
    erp.customers.add("C1");
    AtomicInteger faults = new AtomicInteger();
    for (String point :
        List.of("delivery.claimed", "delivery.after-target-commit", "delivery.after-ack")) {
      TestingHub.faults("broken").arm(point, 1, () -> breakOff(faults));
    }
    start("broken");
    for (int i = 1; i <= 4; i++) {
      source.add("I" + i, "1", "C1", Integer.toString(i));
      int delivered = i;
      await().atMost(Duration.ofSeconds(60)).until(() -> orders().delivered() == delivered);
    }
    assertThat(faults).hasValue(3);
    assertThat(erp.applied).containsExactly("I1 v1", "I2 v1", "I3 v1", "I4 v1");
  }

  @Test
  void deliveringThreadBreaksBetweenTheHalvesOfABadBatch_theRestIsDeliveredOnce()
      throws SQLException {
    Source source = MemorySystems.source("halves-source");
    TargetMap erp = MemorySystems.target("halves-erp");
    erp.customers.add("C1");
    erp.answersLater = true;
    AtomicInteger faults = new AtomicInteger();
    TestingHub.faults("halves").arm("delivery.after-mark", 1, () -> breakOff(faults));
    for (int i = 1; i <= 8; i++) {
      source.add("J" + i, "1", "C1", i == 7 ? "13" : Integer.toString(100 + i));
    }
    start("halves");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> orders().delivered() == 7 && orders().rejected() == 1);
    assertThat(faults).hasValue(1);
    assertThat(erp.applied).hasSize(7).doesNotHaveDuplicates();
  }

  private static void breakOff(AtomicInteger happened) {
    happened.incrementAndGet();
    throw new IllegalStateException("broken off by the test");
  }

  @Test
  void nothingToDo_timersKeepTheirPause() throws SQLException {
    MemorySystems.source("idle-source");
    MemorySystems.target("idle-erp");
    start("idle");
    CamelContext camel = node.getBean(CamelContext.class);
    AtomicInteger upkeep = new AtomicInteger();
    AtomicInteger answers = new AtomicInteger();
    long began = System.nanoTime();
    camel
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              @Override
              public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeCompletedEvent done) {
                  switch (done.getExchange().getFromRouteId()) {
                    case "hub.upkeep" -> upkeep.incrementAndGet();
                    case "hub.answers" -> answers.incrementAndGet();
                    default -> {}
                  }
                }
              }
            });
    await().atMost(Duration.ofSeconds(20)).until(() -> upkeep.get() >= 3 && answers.get() > 0);
    // a slow machine makes fewer rounds, a spinning timer thousands
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat((double) upkeep.get()).isLessThanOrEqualTo(seconds + 2);
    assertThat((double) answers.get()).isLessThanOrEqualTo(seconds * 10 + 2);
  }

  @Test
  void targetDown_documentsWaitAndGoOnInOrder() {
    Source source = MemorySystems.source("down-source");
    TargetMap erp = MemorySystems.target("down-erp");
    erp.customers.add("C1");
    erp.fault = Fault.DOWN;
    start("down");
    for (int v = 1; v <= 5; v++) {
      source.add("D1", Integer.toString(v), "C1", Integer.toString(100 + v));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().read() == 5);
    assertThat(orders().inFlight() + orders().held()).isEqualTo(5);
    erp.fault = Fault.NONE;
    await().atMost(Duration.ofSeconds(30)).until(() -> orders().delivered() == 5);
    assertThat(erp.applied).containsExactly("D1 v1", "D1 v2", "D1 v3", "D1 v4", "D1 v5");
  }

  @Test
  void targetDown_sourcePausesAtTheThresholdAndGoesOnInOrder() {
    Source source = MemorySystems.source("full-source");
    TargetMap erp = MemorySystems.target("full-erp");
    erp.customers.add("C1");
    erp.fault = Fault.DOWN;
    for (int version = 1; version <= 4; version++) {
      for (int key = 1; key <= 500; key++) {
        source.add(
            "P" + key, Integer.toString(version), "C1", Integer.toString(10_000 * version + key));
      }
    }
    start("full");
    Hub hub = node.getBean(Hub.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "full-erp".equals(hub.sources().get(0).pausedFor()));
    assertThat(hub.targets().get(0).threshold()).isEqualTo(20);
    assertThat(hub.targets().get(0).pending()).isGreaterThanOrEqualTo(20);
    // what was read before anything was known to wait is all that is read
    long read = orders().read();
    assertThat(read).isLessThan(2000);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(20))
        .until(() -> orders().read() == read);

    erp.fault = Fault.NONE;
    await().atMost(Duration.ofSeconds(60)).until(() -> orders().delivered() == 2000);
    await().atMost(Duration.ofSeconds(20)).until(() -> hub.sources().get(0).pausedFor() == null);
    for (int key = 1; key <= 500; key++) {
      String prefix = "P" + key + " ";
      assertThat(erp.applied.stream().filter(a -> a.startsWith(prefix)))
          .containsExactly(prefix + "v1", prefix + "v2", prefix + "v3", prefix + "v4");
    }
  }

  @Test
  void unknownCustomer_heldUntilKnownThenDelivered() {
    Source source = MemorySystems.source("hold-source");
    TargetMap erp = MemorySystems.target("hold-erp");
    source.add("E1", "1", "C9", "1");
    start("hold");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().held() == 1);
    erp.customers.add("C9");
    await().atMost(Duration.ofSeconds(40)).until(() -> orders().delivered() == 1);
    assertThat(erp.applied).containsExactly("E1 v1");
  }

  @Test
  void olderVersionHeldForACustomer_isOvertakenByANewerOneAndNeverComesBehindIt()
      throws SQLException {
    Source source = MemorySystems.source("hold-older-source");
    TargetMap erp = MemorySystems.target("hold-older-erp");
    erp.customers.add("C1");
    source.add("E2", "1", "C9", "1");
    start("hold-older");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().held() == 1);
    erp.fault = Fault.DOWN;
    source.add("E2", "2", "C1", "2");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().inFlight() == 1);
    // the customer comes while the newer version is on its way
    erp.customers.add("C9");
    await().atMost(Duration.ofSeconds(40)).until(() -> orders().held() == 0);
    erp.fault = Fault.NONE;
    await().atMost(Duration.ofSeconds(40)).until(() -> orders().inFlight() == 0);
    assertThat(erp.applied).containsExactly("E2 v2");
    assertThat(orders().superseded()).isEqualTo(1);
  }

  @Test
  void olderVersionHeldForACustomerWhereEveryVersionCounts_goesFirst() throws SQLException {
    Source source = MemorySystems.source("hold-every-source");
    TargetMap erp = MemorySystems.target("hold-every-erp");
    erp.customers.add("C1");
    source.add("E3", "1", "C9", "1");
    start("hold-every");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().held() == 1);
    source.add("E3", "2", "C1", "2");
    source.add("E4", "1", "C9", "1");
    source.add("E4", "2", "C1", "2");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().held() == 4);
    erp.customers.add("C9");
    await().atMost(Duration.ofSeconds(40)).until(() -> orders().delivered() == 4);
    assertThat(erp.applied).containsSubsequence("E3 v1", "E3 v2");
    assertThat(erp.applied).containsSubsequence("E4 v1", "E4 v2");
  }

  @Test
  void answersComeLater_refusedIsRejectedWithTheTargetsWordsAndReplayed() throws SQLException {
    Source source = MemorySystems.source("answers-source");
    TargetMap erp = MemorySystems.target("answers-erp");
    erp.customers.add("C1");
    erp.answersLater = true;
    erp.refusedAnswers.add("F2");
    source.add("F1", "1", "C1", "1");
    source.add("F2", "1", "C1", "2");
    start("answers");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> orders().delivered() == 1 && orders().rejected() == 1);
    DocumentQueries queries = node.getBean(DocumentQueries.class);
    DocumentQueries.Found refused = queries.list("rejected", null, null, 10).get(0);
    assertThat(queries.show(refused.id()).problems().get(0).message()).isEqualTo("拒绝 refused");
    assertThat(queries.find("ERP-F1", 5))
        .extracting(DocumentQueries.Found::businessKey)
        .contains("F1");
    erp.refusedAnswers.clear();
    Replay replay = node.getBean(Replay.class);
    assertThat(replay.preview(List.of(refused.id()), Map.of()).get(0).result()).isEqualTo("routed");
    assertThat(replay.replay(List.of(refused.id()), Map.of(), "tester").get(0).result())
        .isEqualTo("routed");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().delivered() == 2);
    assertThat(orders().read()).isEqualTo(2);
    Replay.Outcome again = replay.replay(List.of(refused.id()), Map.of(), "tester").get(0);
    assertThat(again.result()).isEqualTo("unchanged");
  }

  @Test
  void rejectedOrder_editedAndReplayed_isDeliveredOnce() {
    Source source = MemorySystems.source("edit-source");
    TargetMap erp = MemorySystems.target("edit-erp");
    erp.customers.add("C1");
    source.add("G1", "1", "C1", "-8");
    start("edit");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().rejected() == 1);
    var id = node.getBean(DocumentQueries.class).list("rejected", null, null, 10).get(0).id();
    Replay replay = node.getBean(Replay.class);
    assertThat(replay.replay(List.of(id), Map.of(), "tester").get(0).result())
        .isEqualTo("rejected");
    assertThat(replay.replay(List.of(id), Map.of("TONS", "8"), "tester").get(0).result())
        .isEqualTo("routed");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().delivered() == 1);
    assertThat(erp.state).containsEntry("G1", "tons=8 PROCESS");
  }

  @Test
  void anotherDatabaseAnswers_deliveryStops() {
    Source source = MemorySystems.source("clone-source");
    TargetMap erp = MemorySystems.target("clone-erp");
    erp.customers.add("C1");
    start("clone");
    source.add("H1", "1", "C1", "1");
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().delivered() == 1);
    node.close();
    erp.identity = "memory-2";
    source.add("H2", "1", "C1", "2");
    start("clone");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                String.valueOf(node.getBean(Hub.class).targets().get(0).heldReason())
                    .startsWith("WRONG-ENVIRONMENT"));
    await().atMost(Duration.ofSeconds(20)).until(() -> orders().inFlight() == 1);
    assertThat(erp.applied).containsExactly("H1 v1");
  }

  @Test
  void stoppedNode_hasGivenItsSystemsBack() throws SQLException {
    for (int round = 0; round < 5; round++) {
      start("leader");
      await().atMost(Duration.ofSeconds(20)).until(() -> locks() == 1);
      node.close();
      assertThat(locks()).as("locks after stop %s", round).isZero();
    }
  }

  /** Systems that a node leads, as the store knows it. */
  private static int locks() throws SQLException {
    try (Connection connection =
            TestingHub.POSTGRES.getDatabase("postgres", "leader").getConnection();
        var rows = connection.createStatement().executeQuery("select count(*) from int_lock")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
