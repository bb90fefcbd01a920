package io.pipemill.hub.remap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.Hub;
import io.pipemill.hub.MappedOrders;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.journal.Purge;
import io.pipemill.hub.journal.Retention;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.InboundMapping;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A changed mapping over what a whole hub has stored. */
class RemappingTest {
  private static final String NAME = "remap";
  private static final Map<String, String> CODES = Map.of("A", "X-A", "B", "X-B", "H", "X-H");
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final MemorySystems.TargetMap erp = MemorySystems.target(NAME + "-erp");
  private static ConfigurableApplicationContext node;
  @TempDir static Path folder;

  @BeforeAll
  static void start() {
    MappedOrders.write(folder, NAME + "-source", MappedOrders.MAPPING, CODES);
    TestingHub.use(NAME, MappedOrders.load(folder, NAME));
    erp.customers.addAll(List.of("X-A", "X-B", "X-C", "X-D", "X-ITEM"));
    MemorySystems.Source source = MemorySystems.source(NAME + "-source");
    for (int i = 1; i <= 120; i++) {
      // 100 good of A and B, 10 of a code nobody knows, 5 held for their customer, 5 left out
      String code = i <= 60 ? "A" : i <= 100 ? "B" : i <= 110 ? "C" : i <= 115 ? "H" : "A";
      source.add("R" + i, "1", code, i > 115 ? "none" : Integer.toString(i + 300));
    }
    node = TestingHub.start(NAME);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                erp.applied.size() == 100
                    && node.getBean(Hub.class).drained(Duration.ofMillis(300)));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Flow flow() {
    return Objects.requireNonNull(node.getBean(Hub.class).topology().flow(NAME + "-source", ORDER));
  }

  private static InboundMapping changed(String mapping, Map<String, String> codes, Path root) {
    MappedOrders.write(root, NAME + "-source", mapping, codes);
    return Objects.requireNonNull(
        MappedOrders.load(root, NAME).systems().get(NAME + "-source").in().get(ORDER));
  }

  private static List<Compared> run(InboundMapping mapping, Scope scope) {
    List<Compared> all = new ArrayList<>();
    assertThat(
            node.getBean(Remapping.class)
                .run(flow(), mapping, scope, total -> {}, all::addAll, () -> true))
        .isEqualTo(scope.most() == Long.MAX_VALUE);
    return all;
  }

  private static Map<Verdict, Integer> counts(List<Compared> compared) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    compared.forEach(one -> counts.merge(one.verdict(), 1, Integer::sum));
    return counts;
  }

  private static final Scope ALL = Scope.period(null, null, Long.MAX_VALUE);

  @Test
  void mappingInForce_changesNothing() {
    List<Compared> all = run(Objects.requireNonNull(flow().mapping()), ALL);
    assertThat(counts(all))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Verdict.UNCHANGED, 105, Verdict.STILL_REJECTED, 10, Verdict.STILL_FILTERED, 5));
  }

  @Test
  void changedCodes_giveEveryVerdictAndTouchNothing(@TempDir Path root) {
    Map<String, String> before = fingerprints();
    List<String> applied = List.copyOf(erp.applied);

    // B gets another customer, A is no more known, C is, H stays; what was left out passes
    List<Compared> all =
        run(
            changed(
                MappedOrders.MAPPING.replace("!= 'none'", "!= '301'"),
                Map.of("B", "X-D", "C", "X-C", "H", "X-H"),
                root),
            ALL);

    assertThat(counts(all))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Verdict.NEWLY_FILTERED, 1,
                // 59 of A that were good, 5 that were left out: their code is gone, "none" no
                // number
                Verdict.NEWLY_REJECTED, 64,
                Verdict.CHANGED, 40,
                Verdict.NEWLY_ACCEPTED, 10,
                Verdict.UNCHANGED, 5));
    assertThat(all)
        .filteredOn(one -> one.verdict() == Verdict.CHANGED)
        .allSatisfy(
            one -> {
              assertThat(customer(one.before())).isEqualTo("X-B");
              assertThat(customer(Objects.requireNonNull(one.now()).document())).isEqualTo("X-D");
            });
    assertThat(fingerprints()).isEqualTo(before);
    assertThat(erp.applied).isEqualTo(applied);
  }

  private static String customer(Object order) {
    return ((io.pipemill.canonical.salesorder.v1.SalesOrder) order).getCustomer().getCode();
  }

  /** Of every table that only documents move: a hash over all its rows. */
  private static Map<String, String> fingerprints() {
    return node.getBean(HubStore.class)
        .inTransaction(
            connection -> {
              Map<String, String> prints = new TreeMap<>();
              try (Statement statement = connection.createStatement()) {
                List<String> tables = new ArrayList<>();
                try (ResultSet rows =
                    statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                            + " and table_name not in ('int_lock', 'source_position')")) {
                  while (rows.next()) {
                    tables.add(rows.getString(1));
                  }
                }
                for (String table : tables) {
                  try (ResultSet row =
                      statement.executeQuery(
                          "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                              + table
                              + " t")) {
                    row.next();
                    prints.put(table, row.getString(1));
                  }
                }
              }
              assertThat(prints).containsKeys("document", "payload", "subject", "outbox", "event");
              return prints;
            });
  }

  @Test
  void columnThatWasNotKept_cannotBeTold(@TempDir Path root) {
    List<Compared> all =
        run(changed(MappedOrders.MAPPING.replace("note: TONS", "note: REMARK"), CODES, root), ALL);
    assertThat(counts(all))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Verdict.INCOMPLETE, 115, Verdict.STILL_FILTERED, 5));
  }

  @Test
  void smallPagesAndLimit_seeTheLatestFirst() {
    Remapping small =
        new Remapping(
            node.getBean(HubStore.class),
            new io.pipemill.hub.journal.Journal(),
            node.getBean(Remapping.class).judging(),
            7);
    List<Compared> all = new ArrayList<>();
    AtomicInteger pages = new AtomicInteger();
    InboundMapping mapping = Objects.requireNonNull(flow().mapping());
    assertThat(
            small.run(
                flow(),
                mapping,
                ALL,
                total -> assertThat(total).isEqualTo(120),
                page -> {
                  pages.incrementAndGet();
                  all.addAll(page);
                },
                () -> true))
        .isTrue();
    assertThat(all).extracting(one -> one.stored().id()).hasSize(120).doesNotHaveDuplicates();
    assertThat(pages.get()).isGreaterThan(1);

    List<Compared> latest = run(mapping, Scope.period(null, null, 30));
    assertThat(latest)
        .extracting(one -> one.stored().id())
        .containsExactlyElementsOf(all.stream().limit(30).map(one -> one.stored().id()).toList());
    assertThat(run(mapping, Scope.period(Instant.now().plusSeconds(60), null, Long.MAX_VALUE)))
        .isEmpty();
    assertThat(run(mapping, Scope.period(null, Instant.now().plusSeconds(60), Long.MAX_VALUE)))
        .hasSize(120);
  }

  @Test
  void runThatIsNoMoreWanted_ends() {
    List<Compared> all = new ArrayList<>();
    assertThat(
            node.getBean(Remapping.class)
                .run(
                    flow(),
                    Objects.requireNonNull(flow().mapping()),
                    ALL,
                    total -> {},
                    all::addAll,
                    () -> false))
        .isFalse();
    assertThat(all).isEmpty();
  }

  /** On a hub of its own: what is edited and purged there would disturb the others. */
  @Test
  void editsAreKept_andPurgedPayloadsAreCounted(@TempDir Path root) {
    String name = "remapedit";
    MappedOrders.write(root, name + "-source", MappedOrders.MAPPING, CODES);
    TestingHub.use(name, MappedOrders.load(root, name));
    MemorySystems.TargetMap target = MemorySystems.target(name + "-erp");
    target.customers.addAll(List.of("X-A", "X-B", "X-ITEM"));
    MemorySystems.Source source = MemorySystems.source(name + "-source");
    source.add("E1", "1", "wrong", "5");
    source.add("E2", "1", "B", "6");
    try (ConfigurableApplicationContext own = TestingHub.start(name)) {
      DocumentQueries queries = own.getBean(DocumentQueries.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  target.applied.size() == 1
                      && queries.list("rejected", null, null, 5).size() == 1);
      own.getBean(Replay.class)
          .replay(List.of(queries.find("E1", 1).get(0).id()), Map.of("CUSTOMER", "A"), "ann");
      await().atMost(Duration.ofSeconds(60)).until(() -> target.applied.size() == 2);
      Flow flow =
          Objects.requireNonNull(own.getBean(Hub.class).topology().flow(name + "-source", ORDER));
      List<Compared> all = new ArrayList<>();
      Remapping remapping = own.getBean(Remapping.class);
      InboundMapping mapping = Objects.requireNonNull(flow.mapping());
      remapping.run(flow, mapping, ALL, total -> {}, all::addAll, () -> true);
      assertThat(counts(all)).containsExactlyEntriesOf(Map.of(Verdict.UNCHANGED, 2));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> own.getBean(Hub.class).drained(Duration.ofMillis(300)));

      Purge purge =
          new Purge(
              own.getBean(HubStore.class),
              new Retention(Duration.ofDays(30), Map.of()),
              Clock.fixed(Instant.now().plus(Duration.ofDays(60)), ZoneOffset.UTC),
              10);
      int purged = 0;
      for (int step = 0; step < 20; step++) {
        purged += purge.round();
      }
      assertThat(purged).isEqualTo(2);
      all.clear();
      remapping.run(flow, mapping, ALL, total -> {}, all::addAll, () -> true);
      assertThat(counts(all)).containsExactlyEntriesOf(Map.of(Verdict.PURGED, 2));
    }
  }
}
