package io.pipemill.control.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.mappings.ConfirmControl.Confirmed;
import io.pipemill.control.mappings.ConfirmControl.Wanted;
import io.pipemill.control.mappings.WorklistControl.Row;
import io.pipemill.control.piles.PilesControl;
import io.pipemill.control.piles.PilesControl.Selection;
import io.pipemill.hub.Hub;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.propose.Proposal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Missing codes as an operator meets them, over a whole hub. */
class WorklistTest {
  private static final String NAME = "worklist-codes";
  private static final String SOURCE = NAME + "-source";
  private static final MemorySystems.Source source = MemorySystems.source(SOURCE);
  private static final MemorySystems.TargetMap erp = MemorySystems.target(NAME + "-erp");
  private static ConfigurableApplicationContext node;
  private static WorklistControl worklist;
  private static ConfirmControl confirm;
  private static PilesControl piles;
  private static DocumentsControl documents;

  @BeforeAll
  static void startHub() {
    erp.customers.addAll(List.of("C-DQ", "C-DG", "I-1"));
    node = TestingHub.start(NAME, "none");
    CodesInForce codes = node.getBean(CodesInForce.class);
    MissingCodes missing = node.getBean(MissingCodes.class);
    DocumentQueries queries = node.getBean(DocumentQueries.class);
    documents = new DocumentsControl(queries, codes);
    piles =
        new PilesControl(
            queries,
            node.getBean(Hub.class).accounting(),
            node.getBean(Replay.class),
            missing,
            documents);
    worklist = new WorklistControl(codes, missing);
    confirm =
        new ConfirmControl(
            codes,
            missing,
            piles,
            Clock.fixed(Instant.parse("2026-11-25T08:00:00.5Z"), ZoneOffset.UTC));
  }

  @AfterAll
  static void stopHub() {
    node.close();
  }

  private static UUID until(String key, String state) {
    return await(key + " " + state)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                documents.find(key).documents().stream()
                    .filter(d -> d.status().equals(state))
                    .findFirst()
                    .map(DocumentsControl.Line::id)
                    .orElse(null),
            id -> id != null);
  }

  private static Wanted wanted(String value, String canonical) {
    return new Wanted(
        SOURCE, "customers", value, canonical, null, "sales", "", false, false, false, false);
  }

  private static Wanted wanted(
      String value, String canonical, @Nullable String from, boolean replay, boolean dryRun) {
    return new Wanted(
        SOURCE, "customers", value, canonical, from, "", "", false, false, replay, dryRun);
  }

  private static Row row(String value) {
    return worklist.list(SOURCE, "customers").rows().stream()
        .filter(row -> row.value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void missingValue_hasProposalsHereAndAtTheDocument() {
    source.add("2026-01-05 A1", "1", "dagang", "9");
    UUID id = until("2026-01-05 A1", "rejected");

    Row row = row("dagang");
    assertThat(row.kind()).isEqualTo("codelist");
    assertThat(row.direction()).isEqualTo("in");
    assertThat(row.documents()).isEqualTo(1);
    assertThat(row.example()).isEqualTo(id);
    assertThat(row.proposals()).extracting(Proposal::code).startsWith("C-DG");
    DocumentsControl.Problem problem =
        piles.show(PilesControl.REJECTED, id).problems().stream()
            .filter(p -> p.code().equals("MAP-103"))
            .findFirst()
            .orElseThrow();
    assertThat(problem.list()).isEqualTo("customers");
    assertThat(problem.value()).isEqualTo("dagang");
    assertThat(problem.proposals()).isEqualTo(row.proposals());
    assertThat(worklist.assign(SOURCE, "customers", "dagang", " Li Na ", "ann").owner())
        .isEqualTo("Li Na");
    assertThat(row("dagang").owner()).isEqualTo("Li Na");
  }

  @Test
  void confirmation_isCheckedShownAppliedAndSentAgain() {
    source.add("2026-01-05 B1", "1", "DG-2", "9");
    source.add("2026-01-05 B2", "1", "DG-2", "much");
    UUID good = until("2026-01-05 B1", "rejected");
    UUID bad = until("2026-01-05 B2", "rejected");

    Confirmed shown = confirm.confirm(wanted("DG-2", "C-DG", null, true, true), "ann");
    assertThat(shown.waiting()).isEqualTo(2);
    assertThat(shown.replayed().dryRun()).isTrue();
    assertThat(shown.replayed().results())
        .extracting(PilesControl.Result::id, PilesControl.Result::outcome)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(good, "routed"),
            org.assertj.core.groups.Tuple.tuple(bad, "rejected"));
    assertThat(shown.replayed().results().stream().flatMap(r -> r.changes().stream()))
        .singleElement()
        .satisfies(change -> assertThat(change.key()).isEqualTo("2026-01-05 B1"));
    assertThat(worklist.confirmed(SOURCE).codes()).noneMatch(c -> c.value().equals("DG-2"));
    assertThat(row("DG-2").confirmed()).isEmpty();

    assertThat(confirm.confirm(wanted("DG-2", "C-DG"), "ann").already()).isFalse();
    assertThat(row("DG-2").confirmed())
        .singleElement()
        .satisfies(
            code -> {
              assertThat(code.status()).isEqualTo("in-force");
              assertThat(code.by()).isEqualTo("ann");
              assertThat(code.at()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
            });
    Selection selection = new Selection(List.of(), false, SOURCE, null, "customers", "DG-2", false);
    assertThat(piles.list(PilesControl.REJECTED, SOURCE, null, "customers", "DG-2", 10).documents())
        .hasSize(2);
    assertThat(piles.replay(PilesControl.REJECTED, selection, "ann").results())
        .extracting(PilesControl.Result::outcome)
        .containsExactlyInAnyOrder("routed", "rejected");
    until("2026-01-05 B1", "delivered");
    // once more finds nothing to do, and says so
    Confirmed again = confirm.confirm(wanted("DG-2", "C-DG", null, true, false), "ann");
    assertThat(again.already()).isTrue();
    assertThat(again.waiting()).isZero();
    assertThat(again.replayed().results()).isEmpty();
    assertThat(worklist.list(SOURCE, null).rows()).noneMatch(r -> r.value().equals("DG-2"));
  }

  @Test
  void typingErrors_areAllToldAtOnceWithWhatWasMeant() {
    source.add("2026-01-05 D1", "1", "西部-7", "9");
    until("2026-01-05 D1", "rejected");

    assertThatThrownBy(
            () ->
                confirm.confirm(
                    new Wanted(
                        "worklist-codes-sorce",
                        "customers",
                        "",
                        "",
                        "2026-13-01",
                        "",
                        "",
                        false,
                        false,
                        false,
                        false),
                    "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("did you mean '" + SOURCE + "'?")
        .hasMessageContaining("value: found nothing")
        .hasMessageContaining("canonical: found nothing")
        .hasMessageContaining("found '2026-13-01', expected a date");
    assertThatThrownBy(() -> confirm.confirm(wanted("西部-8", "C-DB"), "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no rejected document")
        .hasMessageContaining("did you mean '西部-7'?")
        .hasMessageContaining("canonical code 'C-DB' is not in customers, did you mean 'C-D");
    assertThatThrownBy(() -> worklist.list(SOURCE, "custmers"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("did you mean 'customers'?");
    assertThatThrownBy(() -> worklist.list("nobody", null)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> worklist.assign(SOURCE, "customers", "西部-6", " ", "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("owner: found nothing")
        .hasMessageContaining("did you mean '西部-7'?");
    assertThatThrownBy(() -> confirm.withdraw(SOURCE, "customers", "西部-7", null, "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nothing is confirmed in " + SOURCE);
    assertThatThrownBy(() -> confirm.confirm(wanted("10", "C-DG"), "ann"))
        .hasMessageContaining("'10' stands in customers already, for 'C-DQ'");
  }

  @Test
  void newCodesAndUnseenValues_areConfirmedOnlyIfSaid() {
    Wanted plain = wanted("77", "C-77");
    assertThatThrownBy(() -> confirm.confirm(plain, "ann"))
        .hasMessageContaining("is a new code")
        .hasMessageContaining("unseen");

    confirm.confirm(
        new Wanted(
            SOURCE, "customers", "77", "C-77", "2026-02-01", "", "", true, true, false, false),
        "ann");

    assertThat(worklist.confirmed(SOURCE).codes())
        .anySatisfy(
            code -> {
              assertThat(code.value()).isEqualTo("77");
              assertThat(code.from()).isEqualTo("2026-02-01");
            });
    assertThatThrownBy(
            () ->
                confirm.confirm(
                    new Wanted(
                        SOURCE,
                        "customers",
                        "77",
                        "C-DG",
                        "2026-02-01",
                        "",
                        "",
                        true,
                        true,
                        false,
                        false),
                    "bob"))
        .hasMessageContaining("was confirmed by ann")
        .hasMessageContaining("to be 'C-77': withdraw that first");
    assertThat(confirm.withdraw(SOURCE, "customers", "77", "2026-02-01", "ann").codes())
        .noneMatch(code -> code.value().equals("77"));
  }

  @Test
  void selectionByValue_isForRejectedDocumentsAlone() {
    Selection both = new Selection(List.of(), true, null, "MAP-103", "customers", null, false);
    assertThatThrownBy(() -> piles.replay(PilesControl.DEAD_LETTERED, both, "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("only rejected documents wait for a code")
        .hasMessageContaining("found code MAP-103")
        .hasMessageContaining("found all");
  }
}
