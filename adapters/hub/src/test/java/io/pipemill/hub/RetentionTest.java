package io.pipemill.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pipemill.hub.MemorySystems.Source;
import io.pipemill.hub.MemorySystems.TargetMap;
import io.pipemill.hub.journal.Purge;
import io.pipemill.hub.journal.Retention;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Payloads go when their time is over; what proves that a document was there stays. */
class RetentionTest {
  private static final Retention A_MONTH = new Retention(Duration.ofDays(30), Map.of());
  private ConfigurableApplicationContext node;

  @AfterEach
  void stop() {
    node.close();
  }

  /** 120 orders delivered, one of them rejected, and one waiting for its customer. */
  private TargetMap start(String name) {
    Source source = MemorySystems.source(name + "-source");
    TargetMap erp = MemorySystems.target(name + "-erp");
    erp.customers.add("C1");
    for (int i = 1; i <= 120; i++) {
      source.add("A" + i, "1", "C1", i == 70 ? "-5" : Integer.toString(1000 + i));
    }
    source.add("W1", "1", "C9", "7");
    node = TestingHub.start(name);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> erp.applied.size() == 119 && queries().list("held", null, null, 5).size() == 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.getBean(Hub.class).drained(Duration.ofMillis(300)));
    return erp;
  }

  private DocumentQueries queries() {
    return node.getBean(DocumentQueries.class);
  }

  private UUID id(String key) {
    return queries().find(key, 1).get(0).id();
  }

  private DocumentQueries.Shown shown(String key) {
    return Objects.requireNonNull(queries().show(id(key)));
  }

  private Purge purge(Retention retention, Duration later, int batches) {
    Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    return new Purge(node.getBean(HubStore.class), retention, clock, batches);
  }

  private static int all(Purge purge) {
    int documents = 0;
    for (int step = 0; step < 100; step++) {
      documents += purge.round();
    }
    return documents;
  }

  private long stored(String what) {
    return node.getBean(HubStore.class)
        .inTransaction(
            connection -> {
              try (var rows = connection.createStatement().executeQuery("select " + what)) {
                rows.next();
                return rows.getLong(1);
              }
            });
  }

  @Test
  void retentionOver_payloadIsGoneAndTheEvidenceStays() {
    start("keep-hold");
    long keys = stored("count(*) from document_key");
    assertThat(all(purge(A_MONTH, Duration.ofDays(29), 20))).isZero();
    assertThat(shown("A1").record()).isNotNull();

    assertThat(all(purge(A_MONTH, Duration.ofDays(31), 20))).isEqualTo(119);

    DocumentQueries.Shown gone = shown("A1");
    assertThat(gone.record()).isNull();
    assertThat(gone.canonical()).isNull();
    assertThat(gone.purgedAt()).isNotNull();
    assertThat(gone.document().state()).isEqualTo("delivered");
    assertThat(gone.targets()).extracting(DocumentQueries.AtTarget::state).contains("delivered");
    assertThat(stored("count(*) from document where fingerprint is not null")).isEqualTo(120);
    assertThat(stored("count(*) from document_key")).isEqualTo(keys);
    assertThat(queries().timeline("A1"))
        .extracting(DocumentQueries.Step::stage)
        .contains("received", "delivered")
        .endsWith("purged");
    assertThat(all(purge(A_MONTH, Duration.ofDays(32), 20))).as("once is enough").isZero();
  }

  @Test
  void replayAndExplanationOfAPurgedDocument_sayThatItWasPurgedAndWhen() {
    start("said-hold");
    all(purge(A_MONTH, Duration.ofDays(31), 20));
    Replay replay = node.getBean(Replay.class);
    String when = String.valueOf(shown("A1").purgedAt());

    Replay.Outcome outcome = replay.replay(List.of(id("A1")), Map.of(), "tester").get(0);
    assertThat(outcome.result()).isEqualTo("impossible");
    assertThat(outcome.message()).contains("purged at " + when);
    assertThat(replay.preview(List.of(id("A1")), Map.of()).get(0).message())
        .contains("purged at " + when);
    assertThatThrownBy(() -> replay.explain(id("A1"), "orderNumber"))
        .hasMessageContaining("purged at " + when);
  }

  @Test
  void documentsThatWait_keepTheirPayloadAndCanBeSentLater() {
    TargetMap erp = start("wait-hold");
    all(purge(A_MONTH, Duration.ofDays(4000), 20));
    assertThat(shown("W1").canonical()).isNotNull();
    UUID rejected = queries().list("rejected", null, null, 5).get(0).id();
    assertThat(Objects.requireNonNull(queries().show(rejected)).record()).isNotNull();

    Replay.Outcome outcome =
        node.getBean(Replay.class).replay(List.of(rejected), Map.of("TONS", "5"), "tester").get(0);
    assertThat(outcome.result()).isEqualTo("routed");
    erp.customers.add("C9");
    await().atMost(Duration.ofSeconds(40)).until(() -> erp.applied.size() == 121);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> queries().find("W1", 1).get(0).state().equals("delivered"));
    all(purge(A_MONTH, Duration.ofDays(4000), 20));
    assertThat(stored("count(*) from payload")).isZero();
    assertThat(shown("A70").purgedAt()).isNotNull();
  }

  @Test
  void documentTypeWithALongerRetention_isKeptLonger() {
    start("long-hold");
    Retention orders =
        new Retention(Duration.ofDays(30), Map.of("sales-order", Duration.ofDays(90)));
    assertThat(all(purge(orders, Duration.ofDays(60), 20))).isZero();
    assertThat(all(purge(orders, Duration.ofDays(91), 20))).isEqualTo(119);
  }

  @Test
  void onePass_goesInBoundedSteps() {
    start("step-hold");
    long batches = stored("count(distinct batch_id) from payload");
    assertThat(batches).isGreaterThan(2);
    Purge purge = purge(A_MONTH, Duration.ofDays(31), 1);
    int first = purge.round();
    assertThat(first).isBetween(1, 50);
    assertThat(stored("count(*) from document where purged_at is not null")).isEqualTo(first);
    assertThat(first + all(purge)).isEqualTo(119);
  }
}
