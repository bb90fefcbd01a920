package io.pipemill.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.hub.MemorySystems.Source;
import io.pipemill.hub.MemorySystems.TargetMap;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.codes.MissingCodes.Filter;
import io.pipemill.hub.codes.MissingCodes.Missing;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.hub.timeline.DocumentQueries.Found;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Values a code list does not have: counted, confirmed while the hub runs, sent again. */
class CodesTest {
  private ConfigurableApplicationContext node;
  private String name;
  private Source source;
  private TargetMap erp;

  private void start(String database) {
    name = database;
    source = MemorySystems.source(name + "-source");
    erp = MemorySystems.target(name + "-erp");
    erp.customers.addAll(List.of("C-DQ", "C-DG", "C-NEW", "I-1"));
    node = TestingHub.start(name);
  }

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  private String system() {
    return name + "-source";
  }

  private Found until(String key, String state) {
    return await(key + " " + state)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                node.getBean(DocumentQueries.class).find(key, 10).stream()
                    .filter(found -> found.state().equals(state))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static ConfirmedCode code(String value, String canonical, @Nullable String from) {
    return new ConfirmedCode(
        "customers",
        value,
        canonical,
        from == null ? null : LocalDate.parse(from),
        "",
        "ann",
        Instant.parse("2026-11-25T08:00:00Z"),
        "");
  }

  private CodesInForce codes() {
    return node.getBean(CodesInForce.class);
  }

  private List<Missing> missing() {
    return node.getBean(MissingCodes.class).list(Filter.ALL);
  }

  private List<String> replay(String value) {
    List<UUID> ids =
        node.getBean(MissingCodes.class)
            .documents(new Filter(system(), "customers", value), 10_000);
    return node.getBean(Replay.class).replay(ids, Map.of(), "ann").stream()
        .map(outcome -> outcome.result())
        .toList();
  }

  @Test
  void missingValues_areRowsWithEverythingThatWaitsForThem() {
    start("codes-count");
    for (int i = 0; i < 1000; i++) {
      source.add("2026-01-05 A" + i, "1", "30", "2");
    }
    source.add("2026-01-05 B1", "1", "40", "5000");
    source.add("2026-01-05 B2 USD", "1", "40", "70");
    source.add("2026-01-05 C1", "1", "50", "much");
    source.add("2026-01-05 D1", "1", "10", "7");
    until("2026-01-05 D1", "delivered");

    List<Missing> rows = missing();

    assertThat(rows).extracting(Missing::value).containsExactly("40", "30", "50");
    Missing forty = rows.get(0);
    assertThat(forty.system()).isEqualTo(system());
    assertThat(forty.document()).isEqualTo("sales-order");
    assertThat(forty.outbound()).isFalse();
    assertThat(forty.code()).isEqualTo("MAP-103");
    assertThat(forty.list()).isEqualTo("customers");
    assertThat(forty.field()).isEqualTo("customer.code");
    assertThat(forty.documents()).isEqualTo(2);
    assertThat(forty.money())
        .isEqualTo(Map.of("CNY", new BigDecimal("5000"), "USD", new BigDecimal("70")));
    assertThat(forty.tonnes()).isEqualByComparingTo("5070");
    assertThat(forty.exampleKey()).isEqualTo("2026-01-05 B1");
    Missing thirty = rows.get(1);
    assertThat(thirty.documents()).isEqualTo(1000);
    assertThat(thirty.money()).containsExactly(Map.entry("CNY", new BigDecimal("2000")));
    assertThat(thirty.tonnes()).isEqualByComparingTo("2000");
    assertThat(thirty.firstSeen()).isBeforeOrEqualTo(thirty.lastSeen());
    assertThat(node.getBean(MissingCodes.class).list(new Filter(system(), "customers", "40")))
        .containsExactly(forty);
    assertThat(node.getBean(MissingCodes.class).list(new Filter("nobody", null, null))).isEmpty();
  }

  @Test
  void confirmedCode_countsForTheNextDocumentAndExplainNamesIt() {
    start("codes-confirm");
    source.add("2026-01-05 A1", "1", "30", "2");
    source.add("2026-01-05 A2", "1", "30", "3");
    source.add("2026-01-05 B1", "1", "40", "4");
    source.add("2026-01-05 C1", "1", "30", "much");
    until("2026-01-05 C1", "rejected");
    String before = codes().system(system()).in().values().iterator().next().version();

    assertThat(codes().confirm(system(), code("30", "C-NEW", null))).isNull();

    source.add("2026-01-06 A3", "1", "30", "5");
    Found next = until("2026-01-06 A3", "delivered");
    DocumentQueries queries = node.getBean(DocumentQueries.class);
    assertThat(queries.show(next.id()).mappingVersion()).isNotEqualTo(before);
    assertThat(node.getBean(Replay.class).explain(next.id(), "customer.code").steps())
        .anySatisfy(
            step -> assertThat(step.step()).contains("confirmed by ann at 2026-11-25T08:00:00Z"));
    // those that wait for it are sent again, each with its own outcome; those of the other are not
    assertThat(replay("30")).containsExactlyInAnyOrder("routed", "routed", "rejected");
    until("2026-01-05 A1", "delivered");
    until("2026-01-05 A2", "delivered");
    assertThat(until("2026-01-05 C1", "rejected").state()).isEqualTo("rejected");
    assertThat(until("2026-01-05 B1", "rejected").state()).isEqualTo("rejected");
    assertThat(missing()).extracting(Missing::value).containsExactly("40");
    assertThat(erp.applied).hasSize(3).doesNotHaveDuplicates();
    assertThat(codes().confirm(system(), code("30", "C-DG", null)).canonical()).isEqualTo("C-NEW");
  }

  @Test
  void nodeThatEndedBetweenConfirmationAndReplay_findsBothAfterItsStart() {
    start("codes-restart");
    source.add("2026-01-05 A1", "1", "30", "2");
    source.add("2026-01-05 B1", "1", "40", "2");
    until("2026-01-05 A1", "rejected");
    until("2026-01-05 B1", "rejected");
    codes().confirm(system(), code("30", "C-NEW", null));
    codes().confirm(system(), code("40", "C-DG", null));
    codes().withdraw(system(), "customers", "40", null, "ann");
    String version = codes().system(system()).in().values().iterator().next().version();

    node.close();
    node = TestingHub.start(name);

    assertThat(codes().system(system()).in().values().iterator().next().version())
        .isEqualTo(version);
    assertThat(missing()).extracting(Missing::value).containsExactlyInAnyOrder("30", "40");
    assertThat(replay("30")).containsExactly("routed");
    until("2026-01-05 A1", "delivered");
    assertThat(replay("40")).containsExactly("rejected");
    assertThat(erp.applied).containsExactly("2026-01-05 A1 v1");
    assertThat(replay("30")).isEmpty();
  }

  @Test
  void datedCode_countsByTheDateOfEachDocument() {
    start("codes-dated");
    source.add("2025-12-31 A1", "1", "30", "2");
    source.add("2026-01-01 A2", "1", "30", "3");
    until("2025-12-31 A1", "rejected");
    until("2026-01-01 A2", "rejected");

    codes().confirm(system(), code("30", "C-NEW", "2026-01-01"));

    assertThat(replay("30")).containsExactlyInAnyOrder("routed", "rejected");
    until("2026-01-01 A2", "delivered");
    assertThat(missing())
        .singleElement()
        .extracting(Missing::exampleKey)
        .isEqualTo("2025-12-31 A1");
    codes().confirm(system(), code("30", "C-DG", "2025-01-01"));
    assertThat(replay("30")).containsExactly("routed");
    until("2025-12-31 A1", "delivered");
  }

  @Test
  void withdrawnCode_isUnknownAgain() {
    start("codes-withdraw");
    codes().confirm(system(), code("30", "C-NEW", null));
    source.add("2026-01-05 A1", "1", "30", "2");
    until("2026-01-05 A1", "delivered");

    assertThat(codes().withdraw(system(), "customers", "30", null, "ann")).isTrue();
    assertThat(codes().withdraw(system(), "customers", "30", null, "ann")).isFalse();

    source.add("2026-01-05 A2", "1", "30", "2");
    until("2026-01-05 A2", "rejected");
    assertThat(until("2026-01-05 A1", "delivered").state()).isEqualTo("delivered");
    assertThat(codes().confirm(system(), code("30", "C-DG", null))).isNull();
  }

  @Test
  void otherNodeOnTheSameStore_seesTheConfirmationByItself() {
    start("codes-nodes");
    var loaded = node.getBean(MappingCompiler.Loaded.class).systems();
    AtomicReference<Topology> other = new AtomicReference<>(node.getBean(Hub.class).topology());
    CodesInForce there =
        new CodesInForce(
            node.getBean(HubStore.class), node.getBean(MappingCompiler.class), loaded, other);
    there.refresh();

    there.confirm(system(), code("30", "C-NEW", null));

    source.add("2026-01-05 A1", "1", "30", "2");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> codes().inForce(system()).contains(code("30", "C-NEW", null)));
    source.add("2026-01-05 A2", "1", "30", "2");
    until("2026-01-05 A2", "delivered");
    codes().withdraw(system(), "customers", "30", null, "ann");
    there.round();
    assertThat(there.inForce(system())).isEmpty();
    assertThat(other.get().flows().get(0).mapping().version())
        .isEqualTo(loaded.get(system()).in().values().iterator().next().version());
  }

  @Test
  void valueWithAnOwner_keepsItUntilAnotherIsNamed() {
    start("codes-owner");
    MissingCodes missing = node.getBean(MissingCodes.class);

    missing.assign(system(), "customers", "30", "sales", "ann");
    missing.assign(system(), "customers", "30", "Li Na", "bob");

    assertThat(missing.owners())
        .containsExactly(Map.entry(List.of(system(), "customers", "30"), "Li Na"));
  }
}
