package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.customer.v1.Customer;
import io.pipemill.canonical.item.v1.Item;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboundMappingTest {
  private static final String IN = "sales-order.in.yaml";
  @TempDir Path root;

  private final Map<String, Object> line =
      new HashMap<>(
          Map.of(
              "N", 1L, "ITEM", "A", "KG", new BigDecimal("1250"), "PRICE", new BigDecimal("8.2")));
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
              "AT",
              LocalDateTime.of(2026, 3, 15, 10, 0),
              "TOTAL",
              new BigDecimal("99.5"),
              "lines",
              List.of(line)));

  @Test
  void record_becomesADocumentWithItsKeys() {
    Mapped mapped = map(new SampleSystem());

    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.businessKey()).isEqualTo("O-1");
    assertThat(mapped.verb()).isEqualTo(Verb.PROCESS);
    assertThat(mapped.eventTime()).isEqualTo(Instant.parse("2026-03-15T02:00:00Z"));
    assertThat(mapped.keys()).containsEntry("customer", "C-1");
    SalesOrder order = order(mapped);
    assertThat(order.getOrderDate()).isEqualTo(LocalDate.of(2026, 3, 15));
    assertThat(order.getTotalAmount().getCurrency()).isEqualTo("CNY");
    assertThat(order.getAdjustments()).isEmpty();
    assertThat(order.getLines().get(0).getQuantity().getValue()).isEqualByComparingTo("1.25");
    assertThat(order.getLines().get(0).getQuantity().getUnit()).isEqualTo("t");
    assertThat(order.getLines().get(0).getAmount().getValue()).isEqualTo(new BigDecimal("10.25"));
  }

  @Test
  void badValues_areAllToldWithColumnValueExpectedAndPlace_andTheKeySurvives() {
    values.put("DAY", "2026-03-15");
    values.put("TOTAL", "1,5");
    line.put("ITEM", "Z");
    Mapped mapped = map(new SampleSystem());

    assertThat(mapped.businessKey()).isEqualTo("O-1");
    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field, Violation::value)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("MAP-102", "orderDate", "2026-03-15"),
            org.assertj.core.groups.Tuple.tuple("MAP-101", "totalAmount", "1,5"),
            org.assertj.core.groups.Tuple.tuple("MAP-103", "lines[1].item.code", "Z"));
    Violation date = mapped.problems().get(0);
    assertThat(date.expected()).isEqualTo("a date as yyyyMMdd");
    assertThat(date.where()).isEqualTo("ORDERS/NO=O-1, column DAY");
    assertThat(date.message()).contains("orderDate").contains("DAY").contains("2026-03-15");
  }

  @Test
  void ruleOfTheSchema_isToldWithTheColumn() {
    values.put("NO", "x".repeat(51));
    Mapped mapped = map(new SampleSystem());

    assertThat(mapped.problems()).hasSize(1);
    assertThat(mapped.problems().get(0).field()).isEqualTo("orderNumber");
    assertThat(mapped.problems().get(0).where()).contains("column NO");
  }

  @Test
  void badRecord_leavesItsNeighboursAlone() {
    InboundMapping mapping = new SampleSystem().orders(root);
    RecordTree good = SampleSystem.record(mapping, values);
    values.put("DAY", "never");
    RecordTree bad = SampleSystem.record(mapping, values);
    RecordTree empty = RecordTree.flat(RecordShape.of("ORDERS"), new Object[0], "line 3");

    List<Mapped> mapped = mapping.map(List.of(good, bad, empty, good), Lookups.ALL_KNOWN);

    assertThat(mapped.get(0).problems()).isEmpty();
    assertThat(mapped.get(1).problems()).hasSize(1);
    assertThat(mapped.get(2).problems()).isNotEmpty();
    assertThat(mapped.get(2).businessKey()).isNull();
    assertThat(mapped.get(3).problems()).isEmpty();
    assertThat(xml(mapping, mapped.get(3))).isEqualTo(xml(mapping, mapped.get(0)));
  }

  @Test
  void columnTheRecordDoesNotHave_isToldNotTakenForEmpty() {
    InboundMapping mapping = new SampleSystem().orders(root);
    RecordTree record =
        RecordTree.flat(
            RecordShape.of(
                "ORDERS", "NO", "DAY", "CUST", "CUST_NAME", "STATE", "AT", "TOTAL", "OFF"),
            new Object[] {"O-1", "20260315", "C-1", "n", "N", null, null, null},
            null);

    Mapped mapped = mapping.map(List.of(record), Lookups.ALL_KNOWN).get(0);

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("MAP-110", "note"));
  }

  @Test
  void numberWithoutItsUnit_isAProblem() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "{from: KG, unit: kg, to: t}", "{from: KG, unit: {from: UOM}}");
    line.put("UOM", "  ");

    Mapped mapped = map(system);

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("MAP-111", "lines[1].quantity.unit"));
  }

  @Test
  void unitOfAnotherDimension_isAProblemOfTheRecord() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "{from: KG, unit: kg, to: t}", "{from: KG, unit: {from: UOM}, to: t}");
    line.put("UOM", "L");

    assertThat(map(system).problems()).extracting(Violation::code).containsExactly("MAP-106");
  }

  @Test
  void filteredRecord_saysWhy_andItsProblemsDoNotCount() {
    values.put("STATE", "D");
    values.put("DAY", "never");
    Mapped mapped = map(new SampleSystem());

    assertThat(mapped.outOfScope()).isEqualTo("DRAFT");
    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.businessKey()).isEqualTo("O-1");
  }

  @Test
  void filterThatCannotBeWorkedOut_rejectsInsteadOfHiding() {
    SampleSystem system = new SampleSystem().change(IN, "source.STATE != 'D'", "source.TOTAL > 0");
    values.put("TOTAL", "ninety");

    Mapped mapped = map(system);

    assertThat(mapped.outOfScope()).isNull();
    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .contains(org.assertj.core.groups.Tuple.tuple("MAP-108", "filter"));
  }

  @Test
  void cancelledRecord_hasItsVerb() {
    values.put("STATE", "X ");
    assertThat(map(new SampleSystem()).verb()).isEqualTo(Verb.CANCEL);
  }

  @Test
  void processWithoutLines_isRefusedWhereRequired_cancelIsNot() {
    SampleSystem system = new SampleSystem().change(IN, "fields:", "requireLines: true\nfields:");
    values.put("lines", List.of());
    assertThat(map(system).problems()).extracting(Violation::code).containsExactly("MAP-109");

    values.put("STATE", "X");
    assertThat(map(system).problems()).isEmpty();
  }

  @Test
  void unknownMasters_followTheirPolicies() {
    SampleSystem system =
        new SampleSystem()
            .change(
                "system.yaml", "customer: reject, item: reject", "customer: create, item: hold");
    InboundMapping mapping = system.orders(root);

    Mapped mapped =
        mapping.map(List.of(SampleSystem.record(mapping, values)), knowing(Set.of())).get(0);

    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.missing())
        .extracting(
            Mapped.MissingMaster::master, Mapped.MissingMaster::code, Mapped.MissingMaster::policy)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("customer", "C-1", OnMissing.CREATE),
            org.assertj.core.groups.Tuple.tuple("item", "IT-A", OnMissing.HOLD));
    Customer customer =
        (Customer)
            mapped.missing().stream()
                .filter(m -> m.policy() == OnMissing.CREATE)
                .findFirst()
                .orElseThrow()
                .document();
    assertThat(customer.getCode()).isEqualTo("C-1");
    assertThat(customer.getName()).isEqualTo("Customer");
  }

  @Test
  void unknownMaster_isRejectedByDefault_inEveryLine() {
    InboundMapping mapping = new SampleSystem().orders(root);
    Map<String, Object> second = new HashMap<>(line);
    second.put("N", 2L);
    values.put("lines", List.of(line, second));

    Mapped mapped =
        mapping.map(List.of(SampleSystem.record(mapping, values)), knowing(Set.of("C-1"))).get(0);

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field, Violation::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("MAP-112", "lines[1].item.code", "IT-A"),
            org.assertj.core.groups.Tuple.tuple("MAP-112", "lines[2].item.code", "IT-A"));
  }

  @Test
  void createdItem_takesNameAndUnitFromItsLine_andSaysWhatIsLacking() {
    SampleSystem system = new SampleSystem().change("system.yaml", "item: reject", "item: create");
    InboundMapping mapping = system.orders(root);
    line.put("ITEM_NAME", "First item");
    Map<String, Object> nameless = new HashMap<>(line);
    nameless.put("N", 2L);
    nameless.put("ITEM", "B");
    nameless.remove("ITEM_NAME");
    values.put("lines", List.of(line, nameless));

    Mapped mapped =
        mapping.map(List.of(SampleSystem.record(mapping, values)), knowing(Set.of("C-1"))).get(0);

    Item item = (Item) mapped.missing().get(0).document();
    assertThat(item.getCode()).isEqualTo("IT-A");
    assertThat(item.getDescription()).isEqualTo("First item");
    assertThat(item.getPrimaryUnit()).isEqualTo("t");
    assertThat(mapped.missing()).hasSize(1);
    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("MAP-113", "lines[2].item"));
  }

  @Test
  void cancelledRecord_needsNoMasters() {
    InboundMapping mapping = new SampleSystem().orders(root);
    values.put("STATE", "X");

    Mapped mapped =
        mapping.map(List.of(SampleSystem.record(mapping, values)), knowing(Set.of())).get(0);

    assertThat(mapped.problems()).isEmpty();
  }

  @Test
  void lookUps_areAskedOncePerBatch() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "customer.code: CUST", "customer.code: {from: CUST, crosswalk: partners}");
    InboundMapping mapping = system.orders(root);
    List<String> asked = new ArrayList<>();
    Lookups lookups =
        new Lookups() {
          @Override
          public Map<String, String> masters(String master, Set<String> codes) {
            asked.add(master + " " + new java.util.TreeSet<>(codes));
            return ALL_KNOWN.masters(master, codes);
          }

          @Override
          public Map<String, String> crosswalk(String list, Set<String> keys) {
            asked.add(list + " " + new java.util.TreeSet<>(keys));
            return Map.of("C-1", "P-1");
          }
        };
    RecordTree first = SampleSystem.record(mapping, values);
    values.put("CUST", "C-2");
    RecordTree second = SampleSystem.record(mapping, values);

    List<Mapped> mapped = mapping.map(List.of(first, second, first), lookups);

    assertThat(asked)
        .containsExactlyInAnyOrder("partners [C-1, C-2]", "customer [P-1]", "item [IT-A]");
    assertThat(order(mapped.get(0)).getCustomer().getCode()).isEqualTo("P-1");
    assertThat(mapped.get(1).problems()).extracting(Violation::code).containsExactly("MAP-105");
    assertThat(mapped.get(2).problems()).isEmpty();
  }

  @Test
  void manyThreads_shareOneMapping() throws Exception {
    InboundMapping mapping = new SampleSystem().orders(root);
    List<RecordTree> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      values.put("NO", "O-" + i);
      values.put("lines", List.of(line));
      records.add(SampleSystem.record(mapping, values));
    }
    List<String> expected =
        mapping.map(records, Lookups.ALL_KNOWN).stream().map(m -> xml(mapping, m)).toList();
    var threads = java.util.concurrent.Executors.newFixedThreadPool(4);
    try {
      List<java.util.concurrent.Future<List<String>>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(
            threads.submit(
                () ->
                    mapping.map(records, Lookups.ALL_KNOWN).stream()
                        .map(m -> xml(mapping, m))
                        .toList()));
      }
      for (var result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void furtherKeys_areGiven() {
    SampleSystem system = new SampleSystem().change(IN, "fields:", "keys: {plate: PLATE}\nfields:");
    values.put("PLATE", " 黑E12345 ");

    assertThat(map(system).keys()).containsEntry("plate", "黑E12345");
  }

  @Test
  void unlistedCode_isKeptOrLeftOutAsDeclared() {
    line.put("ITEM", "Z");
    SampleSystem keep =
        new SampleSystem().change(IN, "codelist: items}", "codelist: items, unmapped: keep}");
    assertThat(order(map(keep)).getLines().get(0).getItem().getCode()).isEqualTo("Z");

    SampleSystem absent =
        new SampleSystem()
            .change(IN, "codelist: items}", "codelist: items, unmapped: absent, default: MISC}");
    assertThat(order(map(absent)).getLines().get(0).getItem().getCode()).isEqualTo("MISC");
  }

  @Test
  void fieldUnderACondition_isThereOnlyIfItHolds() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "note: MEMO", "note: {from: MEMO, when: \"source.TOTAL > 100\"}");
    values.put("MEMO", "big");
    assertThat(order(map(system)).getNote()).isNull();

    values.put("TOTAL", new BigDecimal("100.01"));
    assertThat(order(map(system)).getNote()).isEqualTo("big");
  }

  @Test
  void headerColumn_isReadFromALine_andHeaderFieldsInExpressions() {
    SampleSystem system =
        new SampleSystem()
            .change(
                IN,
                "lineNumber: N",
                "lineNumber: N\n    note: ../MEMO\n    description: {cel: \"document.currency + '/' + parent.CUST\"}")
            .change(IN, "note: MEMO", "note: {cel: \"text(sum(lines.map(l, l.amount.value)))\"}");
    values.put("MEMO", "from above");

    SalesOrder order = order(map(system));

    assertThat(order.getLines().get(0).getNote()).isEqualTo("from above");
    assertThat(order.getLines().get(0).getDescription()).isEqualTo("CNY/C-1");
    assertThat(order.getNote()).isEqualTo("10.25");
  }

  @Test
  void calculationAmongAlternatives_isWorkedOutAfterWhatItReads() {
    SampleSystem system =
        new SampleSystem()
            .change(
                IN,
                "note: MEMO",
                "note: [MEMO, {cel: \"lines.exists(l, l.amount.value > 0) ? text(sum(lines.map(l, l.amount.value))) : 'nothing'\"}]");
    assertThat(order(map(system)).getNote()).isEqualTo("10.25");

    values.put("MEMO", "first");
    assertThat(order(map(system)).getNote()).isEqualTo("first");
  }

  @Test
  void explanation_showsColumnRawValueAndEachStep() {
    InboundMapping mapping = new SampleSystem().orders(root);
    RecordTree record = SampleSystem.record(mapping, values);

    Explanation quantity = mapping.explain(record, "lines[1].quantity", Lookups.ALL_KNOWN);

    assertThat(quantity.sourceField()).isEqualTo("KG");
    assertThat(quantity.rawValue()).isEqualTo("1250");
    assertThat(quantity.steps())
        .extracting(Explanation.Step::step)
        .containsExactly("column KG", "number", "constant", "unit kg → t");
    assertThat(quantity.result()).isEqualTo("1.25, unit t, scheme UCUM");
    assertThat(quantity.mappingVersion()).isEqualTo(mapping.version());
    assertThat(quantity.place())
        .isEqualTo(IN + ":" + new SampleSystem().line(IN, "quantity: {from"));
    Explanation amount = mapping.explain(record, "lines[1].amount.value", Lookups.ALL_KNOWN);
    assertThat(amount.steps().get(0).step()).isEqualTo("cel quantity.value * unitPrice.value");
    assertThat(amount.result()).isEqualTo("10.25");
    Explanation item = mapping.explain(record, "lines[1].item.code", Lookups.ALL_KNOWN);
    assertThat(item.steps()).contains(new Explanation.Step("code list items", "IT-A"));
    assertThat(mapping.explain(record, "salesperson", Lookups.ALL_KNOWN).steps())
        .containsExactly(new Explanation.Step("not mapped", null));
  }

  @Test
  void pathThatIsNone_isRefusedWithAHint() {
    InboundMapping mapping = new SampleSystem().orders(root);
    RecordTree record = SampleSystem.record(mapping, values);

    assertThatThrownBy(() -> mapping.explain(record, "lines[1].quantty", Lookups.ALL_KNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'quantity'");
    assertThatThrownBy(() -> mapping.explain(record, "lines[9].quantity", Lookups.ALL_KNOWN))
        .hasMessageContaining("the document has")
        .hasMessageContaining("lines");
    assertThatThrownBy(() -> mapping.explain(record, "lines.quantity", Lookups.ALL_KNOWN))
        .hasMessageContaining("lines[1]");
    assertThatThrownBy(() -> mapping.explain(record, "note[1]", Lookups.ALL_KNOWN))
        .hasMessageContaining("is no list");
  }

  @Test
  void bundle_compilesToTheSameMapping() {
    InboundMapping mapping = new SampleSystem().orders(root);
    byte[] bundle = mapping.bundle();

    InboundMapping again = new Mappings(SampleSystem.CATALOG).compile(bundle);

    assertThat(again.version()).isEqualTo(mapping.version()).matches("[0-9a-f]{16}");
    assertThat(again.bundle()).isEqualTo(bundle);
    assertThat(again.system()).isEqualTo("sample");
    assertThat(again.columns()).isEqualTo(mapping.columns());
    RecordTree record = SampleSystem.record(mapping, values);
    assertThat(xml(again, again.map(List.of(record), Lookups.ALL_KNOWN).get(0)))
        .isEqualTo(xml(mapping, mapping.map(List.of(record), Lookups.ALL_KNOWN).get(0)));
  }

  @Test
  void version_changesWithMappingCodeListAndPolicy_notWithTheRest(
      @TempDir Path b, @TempDir Path c, @TempDir Path d, @TempDir Path e) {
    String version = new SampleSystem().orders(root).version();

    assertThat(new SampleSystem().change("system.yaml", "poll: 1s", "poll: 9s").orders(b).version())
        .isEqualTo(version);
    assertThat(new SampleSystem().change("codelists/items.csv", "IT-B", "IT-C").orders(c).version())
        .isNotEqualTo(version);
    assertThat(new SampleSystem().change(IN, "note: MEMO", "note: CLERK2").orders(d).version())
        .isNotEqualTo(version);
    assertThat(
            new SampleSystem()
                .change("system.yaml", "item: reject", "item: hold")
                .orders(e)
                .version())
        .isNotEqualTo(version);
  }

  @Test
  void bytesThatAreNoBundle_areRefused() {
    assertThatThrownBy(() -> new Mappings(SampleSystem.CATALOG).compile(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a mapping bundle");
  }

  @Test
  void columns_areThoseTheMappingReads() {
    InboundMapping mapping = new SampleSystem().orders(root);

    assertThat(new TreeMap<>(mapping.columns().groups())).containsOnlyKeys("lines");
    assertThat(mapping.columns().columns())
        .containsExactlyInAnyOrder(
            "NO", "DAY", "CUST", "CUST_NAME", "TOTAL", "MEMO", "OFF", "STATE", "AT");
    assertThat(mapping.columns().groups().get("lines").columns())
        .containsExactlyInAnyOrder("N", "ITEM", "ITEM_NAME", "KG", "PRICE");
    assertThat(mapping.source()).containsEntry("table", "ORDERS");
  }

  private Mapped map(SampleSystem system) {
    InboundMapping mapping = system.orders(root);
    return mapping.map(List.of(SampleSystem.record(mapping, values)), Lookups.ALL_KNOWN).get(0);
  }

  private static SalesOrder order(Mapped mapped) {
    assertThat(mapped.problems()).isEmpty();
    return (SalesOrder) mapped.document();
  }

  private static String xml(InboundMapping mapping, Mapped mapped) {
    return new String(
        mapping.document().toXml(mapped.document()), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Lookups knowing(Set<String> known) {
    return new Lookups() {
      @Override
      public Map<String, String> masters(String master, Set<String> codes) {
        Map<String, String> found = new HashMap<>();
        codes.stream().filter(known::contains).forEach(code -> found.put(code, code));
        return found;
      }

      @Override
      public Map<String, String> crosswalk(String list, Set<String> keys) {
        return Map.of();
      }
    };
  }
}
