package io.pipemill.control.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.control.RefusedException;
import io.pipemill.control.mappings.CrosswalkControl.Candidate;
import io.pipemill.control.mappings.CrosswalkControl.Wanted;
import io.pipemill.hub.MappedOrders;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.crosswalk.CrosswalkPair;
import io.pipemill.hub.crosswalk.CrosswalkPairs;
import io.pipemill.hub.crosswalk.StoredMasters;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The same customers under other codes in three systems, over a whole hub. */
class CrosswalkTest {
  private static final String NAME = "pairs";
  private static final String ORDERS = NAME + "-source";
  private static final String RETAIL = NAME + "-retail";
  private static final String GAS = NAME + "-gas";
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final MemorySystems.TargetMap erp = MemorySystems.target(NAME + "-erp");
  @TempDir static Path root;
  private static ConfigurableApplicationContext node;
  private static CrosswalkControl crosswalk;

  private static final String CUSTOMERS =
      """
      apiVersion: pipemill/v1
      document: customer/v1
      source: {table: ORDERS, key: [NO]}
      filter: {cel: "!source.NO.startsWith('order')", reason: ORDER}
      fields:
        code: NO
        name: CUSTOMER
        taxNumber: TONS
      """;

  /** Customers and orders of a system in memory are rows of the same list. */
  @BeforeAll
  static void start() throws IOException {
    String orders =
        MappedOrders.MAPPING
            .replace("source.TONS != 'none'", "source.NO.startsWith('order')")
            .replace(
                "{from: CUSTOMER, codelist: customers}",
                "{from: CUSTOMER, crosswalk: customers/" + RETAIL + ", unmapped: keep}");
    MappedOrders.write(root, ORDERS, orders, Map.of("1", "1"));
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    for (String system : List.of(ORDERS, RETAIL, GAS)) {
      Path folder = Files.createDirectories(root.resolve(system));
      String in = system.equals(ORDERS) ? "customer, sales-order" : "customer";
      Files.writeString(folder.resolve("customer.in.yaml"), CUSTOMERS);
      Files.writeString(
          folder.resolve("system.yaml"),
          """
          apiVersion: pipemill/v1
          id: %s
          name: {en: Customers, zh: 客户}
          owner: tests
          transport: jdbc
          jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/none"}
          documents: {in: [%s], out: []}
          onMissing: {customer: reject, item: reject}
          """
              .formatted(system, in));
    }
    MappingCompiler.Loaded loaded = new Mappings(DocumentCatalog.load()).load(List.of(root));
    assertThat(loaded.findings()).noneMatch(MappingCompiler.Finding::error);
    systems.putAll(MappedOrders.load(root, NAME).systems());
    for (String system : List.of(RETAIL, GAS)) {
      ExternalSystem one = loaded.systems().get(system);
      systems.put(
          system,
          new ExternalSystem(
              system,
              one.names(),
              one.owner(),
              "memory",
              Map.of(),
              one.in(),
              Map.of(),
              one.onMissing(),
              true,
              "CANCEL",
              one.folder()));
    }
    TestingHub.use(NAME, new MappingCompiler.Loaded(systems, List.of()));
    erp.customers.addAll(List.of("R-1", "X-ITEM"));
    customer(RETAIL, "R-1", "大庆石油销售有限公司", "91230600MA1234567X");
    customer(RETAIL, "R-2", "胜利油田物资有限责任公司", null);
    customer(RETAIL, "R-3", "大港石油化工有限公司", null);
    customer(RETAIL, "R-4", "辽河钢管有限公司", "91210000111111111A");
    customer(ORDERS, "K-1", "大庆油品经营部", "91230600MA1234567X");
    customer(ORDERS, "K-2", "胜利油田物资股份有限公司", null);
    customer(ORDERS, "K-3", "大庆石油化工有限公司", null);
    customer(ORDERS, "K-4", "辽河钢管有限公司", "91210000222222222A");
    customer(GAS, "G-1", "大庆第一加气站", null);
    customer(GAS, "G-2", "胜利油田物資股份", null);
    node = TestingHub.start(NAME, "none");
    crosswalk =
        new CrosswalkControl(
            node.getBean(StoredMasters.class),
            node.getBean(CrosswalkPairs.class),
            Clock.fixed(NOW, ZoneOffset.UTC));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> crosswalk.candidates("customer", null, null).compared() == 10);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void customer(String system, String code, String name, String tax) {
    MemorySystems.source(system).add(code, "1", name, tax);
  }

  private static Wanted wanted(String systemA, String codeA, String systemB, String codeB) {
    return new Wanted("customer", systemA, codeA, systemB, codeB, " same seal ");
  }

  private static List<String> proposed() {
    return crosswalk.candidates("customer", null, null).rows().stream()
        .map(CrosswalkTest::told)
        .toList();
  }

  private static String told(Candidate one) {
    return one.a().code() + "=" + one.b().code() + " " + one.score() + " " + one.reason();
  }

  private static UUID order(String number, String customer, String state) {
    MemorySystems.source(ORDERS).add(number, "1", customer, "5");
    return await(number + " " + state)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                node.getBean(DocumentQueries.class).find(number, 10).stream()
                    .filter(found -> found.state().equals(state))
                    .findFirst()
                    .map(DocumentQueries.Found::id)
                    .orElse(null),
            id -> id != null);
  }

  /** One story, in order: what is decided in it changes what is proposed. */
  @Test
  void pairs_areProposedDecidedAndUsedByTheNextDocument() {
    assertThat(proposed())
        .containsExactlyInAnyOrder(
            "R-1=K-1 1.00 tax-number",
            "R-2=K-2 1.00 name",
            "G-2=K-2 1.00 name",
            "G-2=R-2 1.00 name");
    assertThat(crosswalk.candidates("customer", GAS, null).rows()).hasSize(2);
    order("order 1", "K-1", "rejected");

    var accepted = crosswalk.accept(wanted(ORDERS, "K-1", RETAIL, "R-1"), "ann");

    assertThat(accepted.already()).isFalse();
    CrosswalkPair pair = accepted.pair();
    assertThat(pair.systemA()).isEqualTo(RETAIL);
    assertThat(pair.codeA()).isEqualTo("R-1");
    assertThat(pair.score()).isEqualByComparingTo("1");
    assertThat(pair.reason()).isEqualTo("tax-number");
    assertThat(pair.note()).isEqualTo("same seal");
    assertThat(crosswalk.list("customer", RETAIL).pairs()).containsExactly(pair);
    assertThat(crosswalk.list("customer", GAS).pairs()).isEmpty();
    assertThat(crosswalk.accept(wanted(RETAIL, "R-1", ORDERS, "K-1"), "bob").pair())
        .isEqualTo(pair);
    UUID next = order("order 2", "K-1", "delivered");
    assertThat(node.getBean(Replay.class).explain(next, "customer.code").result()).isEqualTo("R-1");

    // refused ones stay refused, also where they are still alike
    crosswalk.refuse(wanted(RETAIL, "R-2", ORDERS, "K-2"), "ann");
    assertThat(proposed()).containsExactlyInAnyOrder("G-2=K-2 1.00 name", "G-2=R-2 1.00 name");
    CrosswalkPairs pairs = node.getBean(CrosswalkPairs.class);
    assertThat(pairs.codes("customer", ORDERS, RETAIL, Set.of("K-2"))).isEmpty();
    // a later decision takes the place of an earlier one
    crosswalk.accept(wanted(RETAIL, "R-2", ORDERS, "K-2"), "ann");
    assertThat(crosswalk.list("customer", null).pairs())
        .extracting(CrosswalkPair::state)
        .containsExactly("accepted", "accepted");

    // through a third system too, in both directions
    crosswalk.accept(wanted(GAS, "G-2", RETAIL, "R-2"), "ann");
    assertThat(proposed()).isEmpty();
    assertThat(pairs.codes("customer", ORDERS, GAS, Set.of("K-1", "K-2", "K-9")))
        .containsExactly(Map.entry("K-2", "G-2"));
    assertThat(pairs.codes("customer", GAS, ORDERS, Set.of("G-2")))
        .containsExactly(Map.entry("G-2", "K-2"));
    assertThat(pairs.codes("item", GAS, ORDERS, Set.of("G-2"))).isEmpty();
    assertThatThrownBy(() -> crosswalk.accept(wanted(GAS, "G-1", ORDERS, "K-2"), "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("in " + GAS + " that would be both 'G-1' and 'G-2'");

    crosswalk.withdraw(wanted(ORDERS, "K-1", RETAIL, "R-1"), "ann");
    order("order 3", "K-1", "rejected");
    assertThat(proposed()).containsExactly("R-1=K-1 1.00 tax-number");
  }

  @Test
  void typingErrors_areAllToldAtOnceWithWhatWasMeant() {
    assertThatThrownBy(() -> crosswalk.accept(wanted("pairs-retial", "R-1", ORDERS, "K-33"), "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("system 'pairs-retial' has told no customer, did you mean '" + RETAIL)
        .hasMessageContaining(
            "customer 'K-33' is none that " + ORDERS + " has told, did you mean 'K-");
    assertThatThrownBy(
            () ->
                crosswalk.refuse(
                    new Wanted("custmer", RETAIL, "", RETAIL, "", "x".repeat(1001)), "ann"))
        .hasMessageContaining("expected one of customer, item, did you mean 'customer'?")
        .hasMessageContaining("note is too long")
        .hasMessageContaining("expected two different systems");
    assertThatThrownBy(() -> crosswalk.candidates("items", null, "2"))
        .hasMessageContaining("did you mean 'item'?")
        .hasMessageContaining("min: found '2'");
    assertThatThrownBy(() -> crosswalk.candidates("customer", "pairs-gass", "x"))
        .hasMessageContaining("min: found 'x'")
        .hasMessageContaining("did you mean '" + GAS + "'?");
    assertThatThrownBy(() -> crosswalk.withdraw(wanted(GAS, "G-9", ORDERS, "K-1"), "ann"))
        .hasMessageContaining("nothing is decided about " + GAS + " G-9 " + ORDERS + " K-1");
    assertThat(crosswalk.candidates("item", null, null).rows()).isEmpty();
  }
}
