package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.mapping.Explanation.Step;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and lists that are only there under a condition. */
class ConditionalSectionsTest {
  private static final String IN = "sales-order.in.yaml";
  private static final String SHIP_TO =
      """
        shipTo:
          when: {cel: "totalAmount.value > 100"}
          code: SHIP
          name: {from: SHIP_NAME, when: {cel: "source.SHIP_NAME != 'x'"}}
        note: MEMO
      """
          .indent(2)
          .replaceAll("(?m)^    ", "  ");
  private static final String LINES = "lines:\n    when: {cel: \"orderNumber != 'O-2'\"}\n";
  @TempDir Path root;
  private final Map<String, Object> values =
      new HashMap<>(
          Map.of(
              "NO",
              "O-1",
              "DAY",
              "20260315",
              "CUST",
              "C-1",
              "STATE",
              "N",
              "SHIP",
              "S-1",
              "SHIP_NAME",
              "Site",
              "TOTAL",
              new BigDecimal("99"),
              "lines",
              List.of(Map.of("N", 1L, "ITEM", "A", "KG", "1000", "PRICE", "8"))));

  @Test
  void objectWhoseConditionDoesNotHold_isNotThereAtAll() {
    assertThat(order(object()).getShipTo()).isNull();
    values.put("TOTAL", new BigDecimal("101"));
    SalesOrder order = order(object());

    assertThat(order.getShipTo().getCode()).isEqualTo("S-1");
    assertThat(order.getShipTo().getName()).isEqualTo("Site");
    values.put("SHIP_NAME", "x");
    assertThat(order(object()).getShipTo().getName()).isNull();
  }

  @Test
  void eachRecord_isJudgedByItself() {
    InboundMapping mapping = object().orders(root);
    RecordTree small = SampleSystem.record(mapping, values);
    values.put("TOTAL", new BigDecimal("101"));
    RecordTree large = SampleSystem.record(mapping, values);

    assertThat(mapping.map(List.of(small, large, small), Lookups.ALL_KNOWN))
        .extracting(mapped -> ((SalesOrder) mapped.document()).getShipTo() != null)
        .containsExactly(false, true, false);
  }

  @Test
  void conditionThatCannotBeWorkedOut_isToldOnce_andDoesNotHold() {
    SampleSystem sample = object().change(IN, "totalAmount.value > 100", "source.STATE > 100");
    Mapped mapped = map(sample);

    assertThat(mapped.problems()).extracting(Violation::code).containsExactly("MAP-108");
    assertThat(((SalesOrder) mapped.document()).getShipTo()).isNull();
  }

  @Test
  void objectInAnObject_needsBothConditions() {
    SampleSystem sample =
        new SampleSystem()
            .change(
                IN,
                "  customer.code: CUST\n  customer.name: CUST_NAME\n",
                "  customer:\n    code: CUST\n    name: CUST_NAME\n")
            .change(
                IN,
                "note: MEMO\n",
                """
                note: MEMO
                  shipTo:
                    when: {cel: "source.SHIP != null"}
                    code: SHIP
                  billTo:
                    when: "source.BILL != null"
                    code: BILL
                """);
    SalesOrder order = order(sample);

    assertThat(order.getCustomer().getCode()).isEqualTo("C-1");
    assertThat(order.getShipTo().getCode()).isEqualTo("S-1");
    assertThat(order.getBillTo()).isNull();
  }

  @Test
  void listWhoseConditionDoesNotHold_hasNoElements_andExplainSaysWhy() {
    SampleSystem sample = new SampleSystem().change(IN, "lines:\n", LINES);
    assertThat(order(sample).getLines()).hasSize(1);
    values.put("NO", "O-2");
    assertThat(order(sample).getLines()).isEmpty();
    InboundMapping mapping = sample.orders(root);
    Explanation explanation =
        mapping.explain(
            SampleSystem.record(mapping, values), "lines[1].quantity", Lookups.ALL_KNOWN);

    assertThat(explanation.steps()).containsExactly(new Step("when orderNumber != 'O-2'", "false"));
    assertThat(explanation.place()).isEqualTo(IN + ":" + sample.line(IN, "when: {cel: \"order"));
  }

  @Test
  void explainOfAnObjectsField_showsItsCondition() {
    InboundMapping mapping = object().orders(root);
    Explanation explanation =
        mapping.explain(SampleSystem.record(mapping, values), "shipTo.code", Lookups.ALL_KNOWN);

    assertThat(explanation.steps())
        .containsExactly(new Step("when totalAmount.value > 100", "false"));
    assertThat(explanation.result()).isNull();
  }

  @Test
  void conditionOfAList_cannotReadWhatComesAfterTheLists() {
    var findings =
        new SampleSystem()
            .change(
                IN,
                "totalAmount: TOTAL",
                "totalAmount: {cel: \"sum(lines.map(l, l.amount.value))\"}")
            .change(IN, "lines:\n", LINES.replace("orderNumber != 'O-2'", "totalAmount.value > 1"))
            .load(root)
            .findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("MAP-033");
              assertThat(finding.message()).contains("'totalAmount' is filled after the lists");
            });
  }

  @Test
  void wrongCondition_isAFindingInItsPlace() {
    SampleSystem sample = object().change(IN, "totalAmount.value > 100", "totalAmuont.value > 1");

    assertThat(sample.load(root).findings())
        .extracting(f -> f.code(), f -> f.line())
        .containsExactly(Tuple.tuple("MAP-030", sample.line(IN, "when: {cel: \"totalAmuont")));
    assertThat(
            object()
                .change(IN, "when: {cel: \"totalAmount.value > 100\"}", "when: {}")
                .load(root)
                .findings())
        .extracting(f -> f.code())
        .containsExactly("MAP-003");
  }

  @Test
  void outboundGroup_isWrittenOnlyUnderItsCondition() {
    ExternalSystem system =
        new SampleSystem()
            .change("system.yaml", "out: [order-status]", "out: [order-status, sales-order]")
            .file(
                "sales-order.out.yaml",
                """
                apiVersion: pipemill/v1
                document: sales-order/v1
                target: {table: T}
                fields:
                  NO: {from: orderNumber, when: {cel: "currency == 'CNY'"}}
                  lines:
                    each: lines
                    when: {cel: "orderNumber == 'O-1'"}
                    where: {cel: "lineNumber == '1'"}
                    N: lineNumber
                """)
            .sound(root);

    assertThat(written(system).group("lines")).hasSize(1);
    values.put("NO", "O-2");
    assertThat(written(system).group("lines")).isEmpty();
    assertThat(written(system).value("NO")).isEqualTo("O-2");
  }

  @Test
  void description_tellsTheConditionWithEachField() {
    SampleSystem sample = object().change(IN, "lines:\n", LINES);
    sample.sound(root);
    MappingDescription mapping =
        new FolderDescriber(SampleSystem.CATALOG)
            .describe(List.of(root)).systems().get(0).mappings().stream()
                .filter(one -> one.file().equals(IN))
                .findFirst()
                .orElseThrow();

    assertThat(mapping.fields())
        .filteredOn(field -> field.target().startsWith("shipTo") || field.target().equals("lines"))
        .extracting(Field::target, field -> field.steps().get(0).arguments().get(0))
        .contains(
            Tuple.tuple("shipTo.code", "totalAmount.value > 100"),
            Tuple.tuple("shipTo.name", "totalAmount.value > 100"));
    Field lines =
        mapping.fields().stream().filter(f -> f.target().equals("lines")).findFirst().orElseThrow();
    assertThat(lines.steps())
        .extracting(MappingDescription.Step::kind)
        .containsExactly(StepKind.EACH, StepKind.WHEN);
    assertThat(lines.reads()).containsExactly("orderNumber");
  }

  private RecordTree written(ExternalSystem system) {
    Object document = one(system.in().get(SampleSystem.ORDER)).document();
    UUID id = new UUID(1, 1);
    Envelope envelope =
        new Envelope(
            id,
            SampleSystem.ORDER,
            "O",
            1,
            Verb.PROCESS,
            "sample",
            "1",
            id,
            Instant.EPOCH,
            null,
            List.of());
    return system.out().get(SampleSystem.ORDER).write(document, envelope).record();
  }

  private static SampleSystem object() {
    return new SampleSystem().change(IN, "  note: MEMO\n", SHIP_TO);
  }

  private SalesOrder order(SampleSystem sample) {
    Mapped mapped = map(sample);
    assertThat(mapped.problems()).isEmpty();
    return (SalesOrder) mapped.document();
  }

  private Mapped map(SampleSystem sample) {
    return one(sample.orders(root));
  }

  private Mapped one(InboundMapping mapping) {
    return mapping.map(List.of(SampleSystem.record(mapping, values)), Lookups.ALL_KNOWN).get(0);
  }
}
