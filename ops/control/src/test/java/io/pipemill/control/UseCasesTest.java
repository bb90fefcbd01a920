package io.pipemill.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pipemill.adapter.CheckResult;
import io.pipemill.control.doctor.DoctorControl;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.mappings.MappingsControl;
import io.pipemill.control.piles.PilesControl;
import io.pipemill.control.status.StatusControl;
import io.pipemill.control.systems.SystemsControl;
import io.pipemill.hub.Hub;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Holds;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.MappingCompiler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator can do, over a whole hub with one source and one target in memory. */
class UseCasesTest {
  private static final String SOURCE = "control-source";
  private static final String TARGET = "control-erp";
  private static final MemorySystems.Source source = MemorySystems.source(SOURCE);
  private static final MemorySystems.TargetMap target = MemorySystems.target(TARGET);
  private static ConfigurableApplicationContext node;
  private static SystemsControl systems;
  private static StatusControl status;
  private static PilesControl piles;
  private static DocumentsControl documents;

  @BeforeAll
  static void startHub() {
    node = TestingHub.start("control", "none");
    Hub hub = node.getBean(Hub.class);
    DocumentQueries queries = node.getBean(DocumentQueries.class);
    target.customers.add("C1");
    systems =
        new SystemsControl(
            node.getBean(MappingCompiler.Loaded.class).systems().values(),
            Set.of(TARGET),
            hub,
            new Holds(node.getBean(HubStore.class)));
    status = new StatusControl("test", Instant.now(), hub, systems);
    documents = new DocumentsControl(queries, node.getBean(CodesInForce.class));
    piles =
        new PilesControl(
            queries,
            hub.accounting(),
            node.getBean(Replay.class),
            node.getBean(MissingCodes.class),
            documents);
  }

  @AfterAll
  static void stopHub() {
    node.close();
  }

  private static void until(String key, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> documents.find(key).documents().stream().anyMatch(d -> d.status().equals(state)));
  }

  private static UUID id(String key) {
    return documents.find(key).documents().get(0).id();
  }

  @Test
  void deliveredOrder_isFoundShownAndTold() {
    source.add("A1", "1", "C1", "7");
    until("A1", "delivered");
    DocumentsControl.Shown shown = documents.show(id("A1"));
    assertThat(shown.system()).isEqualTo(SOURCE);
    assertThat(shown.fields()).containsEntry("NO", "A1").containsEntry("TONS", "7");
    assertThat(shown.targets())
        .extracting(DocumentsControl.Target::system, DocumentsControl.Target::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(TARGET, "delivered"));
    assertThat(shown.content()).contains("<orderNumber>A1</orderNumber>");
    assertThat(documents.timeline("A1").events())
        .extracting(DocumentsControl.Event::stage)
        .containsSubsequence(
            "received", "mapped", "validated", "deduplicated", "routed", "delivered");
    assertThat(documents.find("nobody").documents()).isEmpty();
    assertThatThrownBy(() -> documents.show(new UUID(1, 2))).isInstanceOf(NotFoundException.class);
  }

  @Test
  void rejectedOrder_isExplainedCorrectedPreviewedAndSent() {
    source.add("B1", "1", "C1", "-3");
    until("B1", "rejected");
    UUID id = id("B1");
    PilesControl.Pile pile = piles.list(PilesControl.REJECTED, SOURCE, "MAP-001", 10);
    assertThat(pile.documents())
        .anySatisfy(
            line -> {
              assertThat(line.id()).isEqualTo(id);
              assertThat(line.code()).isEqualTo("MAP-001");
              assertThat(line.businessKey()).isEqualTo("B1");
            });
    assertThat(pile.causes()).extracting(PilesControl.Cause::code).contains("MAP-001");
    assertThat(piles.show(PilesControl.REJECTED, id).fields()).containsEntry("TONS", "-3");
    assertThatThrownBy(() -> piles.show(PilesControl.DEAD_LETTERED, id))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("is rejected, not dead-lettered");

    PilesControl.Result wrong = piles.edit(id, Map.of("TONS", "-4"), true, "ann").results().get(0);
    assertThat(wrong.ok()).isFalse();
    assertThat(wrong.problems()).hasSize(1);
    PilesControl.Results preview = piles.edit(id, Map.of("TONS", "4"), true, "ann");
    assertThat(preview.dryRun()).isTrue();
    assertThat(preview.results().get(0).changes())
        .extracting(PilesControl.Change::system, PilesControl.Change::key)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(TARGET, "B1"));
    assertThat(target.state).doesNotContainKey("B1");
    assertThat(piles.edit(id, Map.of("TONS", "4"), false, "ann").results().get(0).ok()).isTrue();
    until("B1", "delivered");
    assertThat(target.state).containsEntry("B1", "tons=4 PROCESS");
    assertThat(documents.timeline("B1").events())
        .filteredOn(event -> event.stage().equals("replayed"))
        .extracting(DocumentsControl.Event::detail)
        .anyMatch(detail -> detail.startsWith("ann"));
    assertThatThrownBy(() -> piles.edit(id, Map.of(), false, "ann"))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> piles.edit(id, Map.of("NOPE", "1"), true, "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("NOPE");
  }

  @Test
  void replayOfManyOrOfNobodyKnows_isChosenOrRefused() {
    source.add("C1", "1", "nobody", "1");
    until("C1", "rejected");
    target.customers.add("nobody");
    PilesControl.Selection none = new PilesControl.Selection(List.of(), false, null, null, false);
    assertThatThrownBy(() -> piles.replay(PilesControl.REJECTED, none, "ann"))
        .isInstanceOf(RefusedException.class);
    PilesControl.Selection both =
        new PilesControl.Selection(List.of(id("C1")), true, null, null, false);
    assertThatThrownBy(() -> piles.replay(PilesControl.REJECTED, both, "ann"))
        .isInstanceOf(RefusedException.class);
    PilesControl.Selection mistyped =
        new PilesControl.Selection(List.of(), false, "contrl-source", null, false);
    assertThatThrownBy(() -> piles.replay(PilesControl.REJECTED, mistyped, "ann"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(SOURCE);
    assertThatThrownBy(() -> piles.list(PilesControl.REJECTED, "contrl-source", null, 1))
        .isInstanceOf(NotFoundException.class);
    PilesControl.Selection byCode =
        new PilesControl.Selection(List.of(), false, SOURCE, "MAP-002", false);
    assertThat(piles.replay(PilesControl.REJECTED, byCode, "ann").results())
        .extracting(PilesControl.Result::id)
        .contains(id("C1"));
    until("C1", "delivered");
  }

  @Test
  void heldSystem_takesNothingUntilReleased() {
    systems.hold(TARGET, "month end", "ann");
    assertThat(line(TARGET).state()).isEqualTo("held");
    assertThat(line(TARGET).reason()).contains("ann", "month end");
    assertThat(line(TARGET).simulated()).isTrue();
    // every node hears of it within a second
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.getBean(Hub.class).targets().get(0).heldReason() != null);
    source.add("D1", "1", "C1", "1");
    until("D1", "routed");
    assertThat(target.state).doesNotContainKey("D1");
    systems.release(TARGET, "ann");
    until("D1", "delivered");
    assertThat(line(TARGET).state()).isEqualTo("running");
    assertThatThrownBy(() -> systems.hold(TARGET, " ", "ann")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> systems.hold("nobody", "x", "ann"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(TARGET);
    assertThatThrownBy(() -> systems.check("nobody")).isInstanceOf(NotFoundException.class);
  }

  private static SystemsControl.SystemLine line(String id) {
    return systems.list().systems().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void status_closesAndSaysWhatIsSimulated() {
    source.add("E1", "1", "C1", "1");
    until("E1", "delivered");
    StatusControl.Status now = status.status();
    assertThat(now.simulated()).containsExactly(TARGET);
    assertThat(now.accounting().closed()).isTrue();
    assertThat(now.accounting().systems())
        .anySatisfy(
            row -> {
              assertThat(row.system()).isEqualTo(SOURCE);
              assertThat(row.read())
                  .isEqualTo(
                      row.delivered()
                          + row.rejected()
                          + row.deadLettered()
                          + row.held()
                          + row.filtered()
                          + row.superseded()
                          + row.inFlight());
            });
    assertThat(now.problems()).isEmpty();
  }

  @Test
  void doctor_asksTheHouseFirstThenEverySystem() {
    DoctorControl doctor =
        new DoctorControl(
            node.getBean(Hub.class), List.of(() -> CheckResult.ok("house", "stands")));
    assertThat(doctor.check().checks())
        .extracting(CheckResult::component)
        .startsWith("house")
        .hasSize(3);
    assertThat(systems.check(TARGET).checks()).isNotNull();
  }

  @Test
  void explanationOfAnUnknownField_isRefused() {
    source.add("F1", "1", "C1", "1");
    until("F1", "delivered");
    MappingsControl mappings =
        new MappingsControl(node.getBean(Replay.class), node.getBean(Hub.class));
    assertThatThrownBy(() -> mappings.explain(id("F1"), "nope"))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> mappings.explain(new UUID(1, 2), "orderNumber"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unknown");
  }
}
