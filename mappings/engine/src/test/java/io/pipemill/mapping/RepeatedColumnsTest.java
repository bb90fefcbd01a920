package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Field;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns QTY_1 … QTY_12 of one record become a list. */
class RepeatedColumnsTest {
  private static final String IN = "sales-order.in.yaml";
  private static final String GROUP = "lines: {table: LINES, join: [NO], key: [N]}";
  private static final String LINES =
      """
        lines:
          lineNumber: N
          item.code: {from: ITEM, codelist: items}
          item.name: ITEM_NAME
          quantity: {from: KG, unit: kg, to: t}
          unitPrice: {from: PRICE, per: t}
          amount: {cel: "quantity.value * unitPrice.value", decimals: 2}
      """;
  private static final String EACH =
      "each: {columns: {QTY: \"QTY_{n}\", PRICE: \"PRICE_{n}\"}, n: 1..12, skip: blank}";
  private static final String REPEATED =
      """
        lines:
          %s
          lineNumber: "{n}"
          item.code: {from: ITEM, codelist: items}
          quantity: {from: QTY, unit: t}
          unitPrice: {from: PRICE, per: t}
          amount: {cel: "number(source.QTY) * number(source.PRICE) + n - n", decimals: 2}
          note: {cel: "source['{n}'] + '/12'"}
      """;

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
              "CUST_NAME",
              "Customer",
              "STATE",
              "N",
              "TOTAL",
              new BigDecimal("99.5"),
              "ITEM",
              "A"));

  @Test
  void columnsThatRepeat_becomeOneElementPerTurnThatHoldsSomething() {
    months(2, 7);
    values.put("QTY_9", "  ");
    SalesOrder order = order(map(repeated()));

    assertThat(order.getLines())
        .extracting(line -> line.getLineNumber().toString(), line -> line.getNote())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2", "2/12"),
            org.assertj.core.groups.Tuple.tuple("7", "7/12"));
    assertThat(order.getLines().get(1).getQuantity().getValue()).isEqualByComparingTo("70.5");
    assertThat(order.getLines().get(1).getAmount().getValue()).isEqualTo(new BigDecimal("564.00"));
    assertThat(order.getLines().get(1).getItem().getCode()).isEqualTo("IT-A");
  }

  @Test
  void everyTurn_isOneElement_ifAllColumnsHoldSomething() {
    months(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    assertThat(order(map(repeated())).getLines()).hasSize(12);
  }

  @Test
  void wrongValue_isToldWithItsRealColumn() {
    months(2, 7);
    values.put("QTY_7", "x");
    Mapped mapped = map(repeated());

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field, Violation::where)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "MAP-101", "lines[2].quantity", "ORDERS/NO=O-1, column QTY_7"),
            org.assertj.core.groups.Tuple.tuple(
                "MAP-101", "lines[2].amount", "ORDERS/NO=O-1, column PRICE_7, QTY_7"));
  }

  @Test
  void missingValue_isToldByTheDocumentsRulesWithTheColumnOfItsTurn() {
    months(2, 7);
    values.put("QTY_7", null);
    Mapped mapped = map(repeated());

    assertThat(mapped.problems())
        .extracting(Violation::field, Violation::where)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "lines[2].quantity", "ORDERS/NO=O-1, column QTY_7"));
  }

  @Test
  void explain_namesTheRealColumn() {
    months(2, 7);
    InboundMapping mapping = repeated().orders(root);
    Explanation quantity =
        mapping.explain(
            SampleSystem.record(mapping, values), "lines[2].quantity", Lookups.ALL_KNOWN);

    assertThat(quantity.sourceField()).isEqualTo("QTY_7");
    assertThat(quantity.rawValue()).isEqualTo("70.5");
  }

  @Test
  void zeroTurns_areLeftOutWhereDeclared() {
    months(2, 7, 8);
    values.put("QTY_7", BigDecimal.ZERO);
    values.put("PRICE_7", "0.00");
    assertThat(order(map(repeated(EACH.replace("blank", "zero")))).getLines()).hasSize(2);
  }

  @Test
  void textsThatMeanNothing_areBlankForTheTurn() {
    months(2);
    values.put("QTY_3", "-");
    String each = EACH.replace("skip: blank", "skip: blank, blank: [\"-\"]");
    assertThat(order(map(repeated(each))).getLines()).hasSize(1);
  }

  @Test
  void skipNone_makesEveryTurnAnElement() {
    months(2);
    Mapped mapped = map(repeated(EACH.replace("skip: blank", "skip: none")));

    assertThat(mapped.problems()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(order(mapped).getLines()).hasSize(12);
  }

  @Test
  void namesListedOneByOne_standForTheirTurn_andNMayBeAWord() {
    values.put("Q_JAN", new BigDecimal("1"));
    values.put("P1", new BigDecimal("2"));
    values.put("Q_MAR", new BigDecimal("3"));
    values.put("P3", new BigDecimal("2"));
    String each = "each: {columns: {QTY: [Q_JAN, Q_MAR], PRICE: [P1, P3]}, n: [JAN, MAR]}";
    SampleSystem system =
        repeated(each)
            .change(IN, "lineNumber: \"{n}\"", "lineNumber: {cel: \"n == 'JAN' ? '1' : '3'\"}");
    system.change(IN, "+ n - n", "");
    SalesOrder order = order(map(system));

    assertThat(order.getLines())
        .extracting(line -> line.getNote())
        .containsExactly("JAN/12", "MAR/12");
  }

  @Test
  void rangeWithLeadingZeros_keepsThemInTheNames() {
    InboundMapping mapping = repeated(EACH.replace("1..12", "09..10")).orders(root);

    assertThat(mapping.columns().columns())
        .contains("QTY_09", "QTY_10", "PRICE_09", "PRICE_10")
        .doesNotContain("QTY_9", "QTY_1", "{n}");
  }

  @Test
  void liveColumns_areComparedOneByOne() {
    months(1);
    repeated().sound(root);
    List<String> live = new ArrayList<>(List.of("NO", "AT", "STATE", "DAY", "CUST", "CUST_NAME"));
    live.addAll(List.of("TOTAL", "MEMO", "OFF", "ITEM", "CLERK", "QTY_13"));
    for (int n = 1; n <= 12; n++) {
      live.add("PRICE_" + n);
      live.add(n == 7 ? "QTY_07" : "QTY_" + n);
    }
    List<Finding> findings =
        new Mappings(SampleSystem.CATALOG)
            .checkColumns(repeated().sound(root), SampleSystem.ORDER, live);

    assertThat(findings)
        .extracting(Finding::code, Finding::found)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("MAP-041", "QTY_7"),
            org.assertj.core.groups.Tuple.tuple("MAP-040", "QTY_07"),
            org.assertj.core.groups.Tuple.tuple("MAP-040", "QTY_13"));
  }

  @Test
  void columnsOfAGroup_repeatForEachOfItsRecords() {
    String each = "each: {group: lines, " + EACH.substring("each: {".length());
    SampleSystem system =
        new SampleSystem()
            .change(
                IN,
                LINES,
                REPEATED
                    .formatted(each)
                    .replace("\"{n}\"", "{cel: \"source.N + '-' + source['{n}']\"}"));
    values.put(
        "lines",
        List.of(
            Map.of("N", "a", "ITEM", "A", "QTY_1", 1L, "PRICE_1", 2L, "QTY_3", 3L, "PRICE_3", 2L),
            Map.of("N", "b", "ITEM", "B", "PRICE_2", 5L)));
    Mapped mapped = map(system);

    assertThat(order(mapped).getLines())
        .extracting(line -> line.getLineNumber(), line -> line.getItem().getCode())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a-1", "IT-A"),
            org.assertj.core.groups.Tuple.tuple("a-3", "IT-A"),
            org.assertj.core.groups.Tuple.tuple("b-2", "IT-B"));
    assertThat(mapped.problems())
        .extracting(Violation::field, Violation::where)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "lines[3].quantity", "ORDERS/NO=O-1, column QTY_2"));
    assertThat(codes(repeated("each: {group: line, columns: {QTY: \"Q{n}\"}, n: 1..2}")))
        .containsExactly("MAP-045");
  }

  @Test
  void wrongDeclarations_areFindings_eachOnce() {
    assertThat(codes(repeated("each: {columns: {QTY: QTY, PRICE: \"PRICE_{n}\"}, n: 1..12}")))
        .containsExactly("MAP-046");
    assertThat(codes(repeated("each: {columns: {QTY: [A, B], PRICE: \"PRICE_{n}\"}, n: 1..12}")))
        .containsExactly("MAP-046");
    assertThat(codes(repeated("each: {columns: {QTY: \"QTY_{n}\", PRICE: \"P{n}\"}, n: 12..1}")))
        .containsExactly("MAP-046");
    assertThat(codes(repeated("each: {columns: {QTY: \"QTY_{n}\", PRICE: \"P{n}\"}}")))
        .containsExactly("MAP-003");
    assertThat(codes(repeated("each: {column: {QTY: \"QTY_{n}\"}, n: 1..12}")))
        .containsExactlyInAnyOrder("MAP-002", "MAP-003");
    assertThat(codes(repeated(EACH.replace("PRICE: ", "UNREAD: \"U_{n}\", PRICE: "))))
        .containsExactly("MAP-024");
    assertThat(codes(repeated().change(IN, "quantity: {from: QTY, unit: t}", "quantitty: QTY")))
        .containsExactlyInAnyOrder("MAP-010", "MAP-012");
  }

  @Test
  void description_listsTheRealColumns() {
    InboundMapping mapping = repeated().orders(root);
    MappingDescription description =
        MappingDescription.of(
            io.pipemill.mapping.bundle.MappingBundle.read(mapping.bundle()), SampleSystem.CATALOG);
    Field quantity =
        description.fields().stream()
            .filter(field -> field.key().equals("lines.quantity"))
            .findFirst()
            .orElseThrow();

    assertThat(quantity.sources()).hasSize(12).contains("QTY_1", "QTY_7", "QTY_12");
    assertThat(description.fields())
        .filteredOn(field -> field.key().equals("lines"))
        .flatExtracting(Field::steps)
        .extracting(step -> step.kind().name() + step.arguments())
        .containsExactly("EACH_COLUMNS[QTY, PRICE, 1 … 12, skip_blank]");
  }

  private void months(int... months) {
    for (int n : months) {
      values.put("QTY_" + n, new BigDecimal(n * 10 + ".5"));
      values.put("PRICE_" + n, new BigDecimal("8"));
    }
  }

  private static SampleSystem repeated() {
    return repeated(EACH);
  }

  private static SampleSystem repeated(String each) {
    return new SampleSystem()
        .change(IN, ", " + GROUP, "")
        .change(IN, LINES, REPEATED.formatted(each));
  }

  private List<String> codes(SampleSystem system) {
    // a list whose section is wrong is read by nothing
    return system.load(root).findings().stream()
        .map(Finding::code)
        .filter(code -> !code.equals("MAP-023"))
        .toList();
  }

  private Mapped map(SampleSystem system) {
    InboundMapping mapping = system.orders(root);
    RecordTree record = SampleSystem.record(mapping, values);
    return mapping.map(List.of(record), Lookups.ALL_KNOWN).get(0);
  }

  private static SalesOrder order(Mapped mapped) {
    return (SalesOrder) java.util.Objects.requireNonNull(mapped.document());
  }
}
