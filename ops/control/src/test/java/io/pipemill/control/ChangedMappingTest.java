package io.pipemill.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pipemill.control.affected.AffectedControl;
import io.pipemill.control.affected.AffectedResult;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.mappings.ChangedMappings;
import io.pipemill.control.runs.Run;
import io.pipemill.control.runs.Runs;
import io.pipemill.control.trial.TrialControl;
import io.pipemill.control.trial.TrialFiles;
import io.pipemill.control.trial.TrialResult;
import io.pipemill.control.trial.TrialResult.Part;
import io.pipemill.hub.Hub;
import io.pipemill.hub.MappedOrders;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.remap.Affected;
import io.pipemill.hub.remap.Remapping;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A mapping is changed, tried, released, and what it affects is sent again: over a whole hub. */
class ChangedMappingTest {
  private static final Map<String, String> CODES =
      Map.of("A", "X-A", "B", "X-B", "H", "X-H", "W", "X-W");
  private final Runs runs = new Runs();
  private ConfigurableApplicationContext node;
  private MemorySystems.TargetMap erp;
  private String name;
  @TempDir Path released;
  @TempDir Path changed;
  @TempDir Path reports;

  /** 30 orders of A and 20 of B delivered, 10 of C refused, 5 of H held, 3 of no tons left out. */
  @BeforeEach
  void start(TestInfo test) {
    name =
        "chg" + test.getTestMethod().orElseThrow().getName().toLowerCase().replaceAll("[^a-z]", "");
    name = name.substring(0, Math.min(20, name.length()));
    MappedOrders.write(released, name + "-source", MappedOrders.MAPPING, CODES);
    TestingHub.use(name, MappedOrders.load(released, name));
    erp = MemorySystems.target(name + "-erp");
    erp.customers.addAll(List.of("X-A", "X-B", "X-C", "X-D", "X-K", "X-ITEM"));
    MemorySystems.Source source = MemorySystems.source(name + "-source");
    for (int i = 1; i <= 68; i++) {
      String code = i <= 30 ? "A" : i <= 50 ? "B" : i <= 60 ? "C" : i <= 65 ? "H" : "A";
      source.add("R" + i, "1", code, i > 65 ? "none" : Integer.toString(i + 300));
    }
    run();
  }

  private void run() {
    node = TestingHub.start(name);
    until(n -> erp.state.size() >= 50);
  }

  private void until(Predicate<ConfigurableApplicationContext> state) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> state.test(node) && node.getBean(Hub.class).drained(Duration.ofMillis(300)));
  }

  @AfterEach
  void stop() {
    runs.close();
    node.close();
  }

  private TrialControl trials() {
    return new TrialControl(
        node.getBean(Hub.class),
        node.getBean(MappingCompiler.class),
        node.getBean(CodesInForce.class),
        node.getBean(Remapping.class),
        runs,
        new TrialFiles(reports),
        Clock.system(ZoneId.of("Europe/Berlin")));
  }

  private Object result(Run started) {
    Run run = runs.get(started.id(), 60_000);
    assertThat(run.state()).as("%s", run.message()).isEqualTo("done");
    return Objects.requireNonNull(run.result());
  }

  private List<String> pack(String mapping, Map<String, String> codes) {
    MappedOrders.write(changed, name + "-source", mapping, codes);
    ChangedMappings.Packed packed =
        new ChangedMappings().pack(List.of(changed), name + "-source", "sales-order");
    assertThat(packed.findings()).noneMatch(f -> f.error());
    return packed.mappings().stream().map(ChangedMappings.Changed::bundle).toList();
  }

  private TrialResult tried(List<String> bundles, String language) {
    return (TrialResult)
        result(
            trials()
                .start(
                    new TrialControl.Wanted(name + "-source", bundles, null, null, null, language),
                    "ann"));
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> codes = new HashMap<>(CODES);
    for (int i = 0; i < more.length; i += 2) {
      if (more[i + 1].isEmpty()) {
        codes.remove(more[i]);
      } else {
        codes.put(more[i], more[i + 1]);
      }
    }
    return codes;
  }

  @Test
  void trial_tellsCountsFieldsSumsAndTheDearest() throws IOException {
    Map<String, String> state = Map.copyOf(erp.state);
    // B becomes another customer, A is gone, C is known; every price is 110
    String dearer =
        MappedOrders.MAPPING.replace("unitPrice: {constant: 100", "unitPrice: {constant: 110");
    TrialResult result = tried(pack(dearer, with("A", "", "B", "X-D", "C", "X-C")), "zh");

    assertThat(result.complete()).isTrue();
    Part part = result.documents().get(0);
    assertThat(part.examined())
        .isEqualTo(68)
        .isEqualTo(
            part.unchanged()
                + part.changed()
                + part.newlyRejected()
                + part.newlyAccepted()
                + part.newlyFiltered()
                + part.stillRejected()
                + part.stillFiltered()
                + part.incomplete()
                + part.purged()
                + part.notMapped());
    assertThat(part.newlyRejected()).isEqualTo(30);
    assertThat(part.changed()).isEqualTo(25);
    assertThat(part.newlyAccepted()).isEqualTo(10);
    assertThat(part.stillFiltered()).isEqualTo(3);
    assertThat(part.version()).isNotEqualTo(part.versionInForce());
    assertThat(part.rejections())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.documents()).isEqualTo(30);
              assertThat(cause.field()).isEqualTo("customer.code");
              assertThat(cause.examples()).hasSize(3).allMatch(e -> "A".equals(e.after()));
            });
    assertThat(part.fields())
        .filteredOn(f -> f.field().equals("customer.code"))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.documents()).isEqualTo(20);
              assertThat(field.examples().get(0).before()).isEqualTo("X-B");
              assertThat(field.examples().get(0).after()).isEqualTo("X-D");
            });
    assertThat(part.fields())
        .filteredOn(f -> f.field().equals("lines.amount"))
        .singleElement()
        .satisfies(field -> assertThat(field.documents()).isEqualTo(25));
    // by hand: tons are 301 … 330 (A), 331 … 350 (B), 351 … 360 (C), 361 … 365 (H)
    long a = sum(301, 330);
    long b = sum(331, 350);
    long c = sum(351, 360);
    long h = sum(361, 365);
    assertThat(part.sums())
        .extracting(
            s ->
                s.field()
                    + " "
                    + s.unit()
                    + " "
                    + plain(s.before())
                    + " "
                    + plain(s.after())
                    + " "
                    + plain(s.difference()))
        .containsExactlyInAnyOrder(
            "lines.quantity t " + (a + b + h) + " " + (b + c + h) + " " + (c - a),
            "lines.amount CNY "
                + 100 * (a + b + h)
                + " "
                + 110 * (b + c + h)
                + " "
                + (110 * (b + c + h) - 100 * (a + b + h)));
    assertThat(part.dearest())
        .hasSize(20)
        .first()
        .satisfies(
            dear -> {
              assertThat(dear.businessKey()).isEqualTo("R65");
              assertThat(dear.moneyBefore().get("CNY")).isEqualByComparingTo("36500");
              assertThat(dear.moneyAfter().get("CNY")).isEqualByComparingTo("40150");
            });

    String html = Files.readString(Path.of(Objects.requireNonNull(result.html())));
    assertThat(html)
        .contains("<html lang=\"zh-CN\">", "新被拒绝", "X-B → X-D", "R65")
        .doesNotContain("<script", "http");
    assertThat(Files.readString(Path.of(Objects.requireNonNull(result.json()))))
        .contains("\"newlyRejected\" : 30");
    assertThat(erp.state).isEqualTo(state);
    assertThat(node.getBean(Hub.class).accounting().table().systems().get(0).rejected())
        .isEqualTo(10);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static long sum(int from, int to) {
    return (long) (from + to) * (to - from + 1) / 2;
  }

  @Test
  void badRequests_areRefusedWithEverythingThatIsWrong() throws IOException {
    String system = name + "-source";
    List<String> bundles = pack(MappedOrders.MAPPING, CODES);
    assertThatThrownBy(
            () ->
                trials()
                    .start(
                        new TrialControl.Wanted(
                            system,
                            List.of("?", bundles.get(0)),
                            "2026-13-01",
                            "2026-01-01",
                            0L,
                            "fr"),
                        "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("from: found '2026-13-01'")
        .hasMessageContaining("limit: found 0")
        .hasMessageContaining("language: found 'fr'");
    assertThatThrownBy(
            () ->
                trials()
                    .start(
                        new TrialControl.Wanted("nobody", bundles, null, null, null, "en"), "ann"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(system);
    assertThatThrownBy(
            () ->
                trials()
                    .start(
                        new TrialControl.Wanted(
                            system, bundles, "2026-02-01", "2026-01-01", null, "en"),
                        "ann"))
        .hasMessageContaining("expected a day not before 2026-02-01");
    // a folder that does not pass the check is not packed: its findings have file and line
    MappedOrders.write(
        changed, system, MappedOrders.MAPPING.replace("note: TONS", "noet: TONS"), CODES);
    ChangedMappings.Packed wrong = new ChangedMappings().pack(List.of(changed), system, null);
    assertThat(wrong.mappings()).isEmpty();
    assertThat(wrong.findings())
        .anyMatch(f -> f.error() && f.file().equals("sales-order.in.yaml") && f.line() > 1);
    assertThat(reports).isEmptyDirectory();
  }

  @Test
  void secondRunAndCancelledRun_areToldApart() {
    java.util.concurrent.CountDownLatch started = new java.util.concurrent.CountDownLatch(1);
    Run first =
        runs.start(
            "try",
            "ann",
            progress -> {
              started.countDown();
              await().atMost(Duration.ofSeconds(60)).until(() -> !progress.goesOn());
              return "part";
            });
    await().atMost(Duration.ofSeconds(60)).until(() -> started.getCount() == 0);
    assertThatThrownBy(() -> affected(null, false, false))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(first.id());
    assertThat(runs.cancel(first.id()).state()).isEqualTo("cancelled");
    assertThat(affected(null, false, false).affected()).isZero();
    assertThatThrownBy(() -> runs.get("nope", 0)).isInstanceOf(NotFoundException.class);
  }

  private AffectedResult affected(String system, boolean replay, boolean dryRun) {
    AffectedControl control =
        new AffectedControl(
            node.getBean(Hub.class),
            node.getBean(Affected.class),
            node.getBean(Replay.class),
            runs);
    return (AffectedResult)
        result(
            control.start(new AffectedControl.Wanted(system, null, replay, dryRun, 1000), "ann"));
  }

  /** The mapping is released: the node is started anew with it. */
  private void release(String mapping, Map<String, String> codes) {
    node.close();
    MappedOrders.write(released, name + "-source", mapping, codes);
    TestingHub.use(name, MappedOrders.load(released, name));
    run();
  }

  private DocumentsControl.Line document(String key) {
    return new DocumentsControl(
            node.getBean(DocumentQueries.class), node.getBean(CodesInForce.class))
        .find(key)
        .documents()
        .get(0);
  }

  @Test
  void changedCode_sendsExactlyItsDocumentsAgain() {
    // B was the wrong customer, C is known now, H means a customer the ERP has
    release(MappedOrders.MAPPING, with("B", "X-D", "C", "X-C", "H", "X-K"));
    Map<String, String> before = Map.copyOf(erp.state);
    List<String> applied = List.copyOf(erp.applied);

    AffectedResult dry = affected(null, true, true);
    assertThat(dry.affected()).isEqualTo(35);
    assertThat(dry.documents())
        .allSatisfy(item -> assertThat(Objects.requireNonNull(item.replay()).changes()).hasSize(1));
    assertThat(erp.applied).isEqualTo(applied);

    AffectedResult listed = affected(name + "-source", false, false);
    assertThat(listed.documents())
        .extracting(i -> i.businessKey())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.IntStream.rangeClosed(31, 65).mapToObj(i -> "R" + i).toList());
    assertThat(listed.documents())
        .extracting(i -> i.verdict() + " " + i.status())
        .containsOnly("changed delivered", "newly-accepted rejected", "changed held");
    assertThat(listed.mappings().get(0).examined()).isEqualTo(68);

    AffectedResult replayed = affected(null, true, false);
    assertThat(replayed.affected()).isEqualTo(35);
    assertThat(replayed.ok()).isTrue();
    assertThat(replayed.outcomes()).containsExactlyEntriesOf(Map.of("routed", 35L));
    until(n -> erp.state.size() == 65);
    // the others are as they were: same version, nothing written
    for (int i = 1; i <= 30; i++) {
      assertThat(document("R" + i).version()).isEqualTo(1);
      assertThat(erp.state.get("R" + i)).isEqualTo(before.get("R" + i));
    }
    for (int i = 31; i <= 50; i++) {
      assertThat(document("R" + i).version()).isEqualTo(2);
    }
    assertThat(erp.applied)
        .startsWith(applied.toArray(String[]::new))
        .hasSize(applied.size() + 35)
        .contains("R31 v2", "R51 v1", "R61 v1")
        .doesNotContain("R1 v2");

    AffectedResult again = affected(null, true, false);
    assertThat(again.affected()).isZero();
    assertThat(node.getBean(Hub.class).accounting().table().closed()).isTrue();
  }

  @Test
  void codeConfirmedInTheRunningNode_affectsExactlyTheDocumentsThatWaitForIt() throws IOException {
    String system = name + "-source";
    node.getBean(CodesInForce.class)
        .confirm(
            system,
            new ConfirmedCode(
                "customers",
                "C",
                "X-C",
                null,
                "",
                "ann",
                Instant.parse("2026-01-02T03:04:05Z"),
                ""));

    // the same folder tried again would not take the confirmation away
    Part part = tried(pack(MappedOrders.MAPPING, CODES), "en").documents().get(0);
    assertThat(part.version()).isEqualTo(part.versionInForce());
    assertThat(part.newlyAccepted()).isEqualTo(10);

    AffectedResult replayed = affected(system, true, false);
    assertThat(replayed.documents())
        .extracting(i -> i.businessKey())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.IntStream.rangeClosed(51, 60).mapToObj(i -> "R" + i).toList());
    assertThat(replayed.outcomes()).containsExactlyEntriesOf(Map.of("routed", 10L));
    until(n -> erp.state.size() == 60);
    assertThat(document("R1").version()).isEqualTo(1);
    assertThat(affected(null, false, false).affected()).isZero();
  }

  @Test
  void documentsThatAreWrongNow_areToldOnce() {
    // A is gone and W was never used: what was sent stays; what waits becomes what it would be now
    release(
        MappedOrders.MAPPING.replace("!= 'none'\"", "!= 'none' && source.CUSTOMER != 'C'\""),
        with("A", "", "H", ""));
    AffectedResult replayed = affected(null, true, false);
    assertThat(replayed.affected()).isEqualTo(30 + 5 + 10);
    assertThat(replayed.ok()).isFalse();
    assertThat(replayed.outcomes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("rejected", 35L, "filtered", 10L));
    assertThat(document("R1").status()).isEqualTo("delivered");
    assertThat(document("R61").status()).isEqualTo("rejected");
    assertThat(document("R51").status()).isEqualTo("filtered");
    assertThat(document("R51").reason()).isEqualTo("NO_TONS");

    AffectedResult again = affected(null, false, false);
    assertThat(again.affected()).isZero();
    assertThat(again.mappings().get(0).settled()).isEqualTo(30);
    var accounting = node.getBean(Hub.class).accounting().table();
    assertThat(accounting.closed()).isTrue();
    assertThat(accounting.systems().get(0).held()).isZero();

    // the next release makes it good again: everything that waits is found, what was sent is as it
    // was
    release(MappedOrders.MAPPING, with("C", "X-C", "H", "X-K"));
    AffectedResult good = affected(null, true, false);
    assertThat(good.affected()).isEqualTo(5 + 10);
    until(n -> erp.state.size() == 65);
    assertThat(erp.applied).doesNotContain("R1 v2").contains("R61 v1", "R51 v2");
  }

  @Test
  void touchedRecord_isSentWhenTheMappingReadsWhatWasTouched() {
    // the same order read again with other tons, which the released mapping does not read
    String blind =
        MappedOrders.MAPPING
            .replace("note: TONS", "note: {cel: \"source.TONS == 'none' ? '' : 'fixed'\"}")
            .replace("quantity: {from: TONS, unit: t}", "quantity: {constant: 5, unit: t}");
    release(blind, CODES);
    MemorySystems.Source source = MemorySystems.source(name + "-source");
    source.add("T1", "1", "A", "7");
    source.add("T1", "2", "A", "8");
    until(n -> erp.state.containsKey("T1") && document("T1").status().equals("filtered"));

    release(MappedOrders.MAPPING, CODES);
    AffectedResult replayed = affected(null, true, false);
    assertThat(replayed.documents()).extracting(i -> i.businessKey()).containsExactly("T1");
    until(n -> erp.applied.contains("T1 v2"));
    assertThat(erp.state.get("T1")).contains("tons=8");
    assertThat(affected(null, false, false).affected()).isZero();
  }
}
