package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.mapping.Explanation.Step;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units in words, widths, signs, texts that mean nothing and repairs, through whole mappings. */
class ValueNotationsTest {
  private static final String IN = "sales-order.in.yaml";
  private static final String QUANTITY = "quantity: {from: KG, unit: kg, to: t}";
  @TempDir Path root;
  private final Map<String, Object> line =
      new HashMap<>(Map.of("N", 1L, "ITEM", "A", "KG", "1.25", "PRICE", new BigDecimal("8.2")));
  private final Map<String, Object> values =
      new HashMap<>(
          Map.of(
              "NO", "O-1", "DAY", "20260315", "CUST", "C-1", "STATE", "N", "lines", List.of(line)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: KG, unit: 万吨}                                  | 1.25     | 12500",
        "{from: KG, unit: 吨}                                    | 1.25     | 1.25",
        "{from: KG, unit: t, number: {times: 万}}                | 1.25     | 12500",
        "{from: KG, unit: t, number: {times: 1000}}              | 1.25     | 1250",
        "{from: KG, unit: t, number: {words: true}}              | 1.25万   | 12500",
        "{from: KG, unit: t, number: {words: true}}              | 1.25万吨 | 12500",
        "{from: KG, unit: 万吨, number: {words: true}}           | 1.25万吨 | 12500",
        "{from: KG, unit: kg, to: t, number: {words: true}}      | 3百千克  | 0.3",
        "{from: KG, unit: 万千克, to: t}                         | 2        | 20",
        "{from: KG, unit: {from: PRICE, words: true}}            | 1.25     | 12500",
        "{from: KG, unit: {from: PRICE, words: true}, to: kg}    | 1.25     | 12500000"
      })
  void quantity_countsWhatItsColumnOrTextSays(String spec, String text, BigDecimal expected) {
    line.put("KG", text);
    line.put("PRICE", "万吨");
    SalesOrder order =
        order(
            sample(
                QUANTITY,
                "quantity: " + spec,
                "unitPrice: {from: PRICE, per: t}",
                "note: PRICE",
                "amount: {cel: \"quantity.value * unitPrice.value\", decimals: 2}",
                ""));

    assertThat(order.getLines().get(0).getQuantity().getValue()).isEqualByComparingTo(expected);
    assertThat(order.getLines().get(0).getQuantity().getUnit())
        .isEqualTo(spec.contains("to: kg") ? "kg" : "t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: TOTAL, currency: 万元}                           | 12.5     | 125000",
        "{from: TOTAL, number: {words: true}}                    | 12.5亿元 | 1250000000",
        "{from: TOTAL, currency: 亿元, number: {words: true}}    | 12.5     | 1250000000",
        "{from: TOTAL, number: {times: 万, thousands: `,`}}      | １，２５０．３ | 12503000"
      })
  void money_countsWhatItsColumnOrTextSays(String spec, String text, BigDecimal expected) {
    values.put("TOTAL", text);
    SalesOrder order =
        order(sample("totalAmount: TOTAL", "totalAmount: " + spec.replace('`', '"')));

    assertThat(order.getTotalAmount().getValue()).isEqualByComparingTo(expected);
    assertThat(order.getTotalAmount().getCurrency()).isEqualTo("CNY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: KG, unit: t, number: {words: true}}    | 1.25万公斤 | MAP-120",
        "{from: KG, unit: 万吨, number: {words: true}} | 1.25吨     | MAP-120",
        "{from: KG, unit: t, number: {words: true}}    | 1.25万元   | MAP-101",
        "{from: KG, unit: t}                           | 1.25万     | MAP-101",
        "{from: KG, unit: {from: ITEM, words: true}}   | 1.25       | MAP-106"
      })
  void textThatContradictsItsUnit_isAProblem(String spec, String text, String code) {
    line.put("KG", text);
    Mapped mapped = map(sample(QUANTITY, "quantity: " + spec));

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .contains(org.assertj.core.groups.Tuple.tuple(code, "lines[1].quantity"));
  }

  @Test
  void moneyInAnotherCurrencyThanItsDocument_isAProblem() {
    values.put("TOTAL", "3万美元");
    Mapped mapped =
        map(sample("totalAmount: TOTAL", "totalAmount: {from: TOTAL, number: {words: true}}"));

    assertThat(mapped.problems()).extracting(Violation::code).containsExactly("MAP-120");
  }

  @Test
  void priceInWords_namesBothItsUnits() {
    line.put("PRICE", "5,200元/吨");
    line.put("KG", "2");
    SampleSystem sample =
        sample(
            QUANTITY,
            "quantity: {from: KG, unit: t}",
            "{from: PRICE, per: t}",
            "{from: PRICE, per: 吨, number: {thousands: \",\", words: true}}");

    assertThat(order(sample).getLines().get(0).getUnitPrice().getValue())
        .isEqualByComparingTo("5200");
    line.put("PRICE", "5,200元/桶");
    assertThat(map(sample).problems()).extracting(Violation::code).contains("MAP-120");
  }

  @Test
  void explain_showsWhatTheColumnCountsIn() {
    line.put("KG", "1.25万吨");
    Explanation explanation =
        explain(
            sample(QUANTITY, "quantity: {from: KG, unit: 万吨, number: {words: true}}"),
            "lines[1].quantity");

    assertThat(explanation.steps())
        .extracting(Step::step)
        .contains("number × 10000, unit in the text checked", "text counts in 10000");
  }

  @Test
  void blankOfMappingAndSystem_holdInEveryColumnAndExpression() {
    values.put("TOTAL", "—");
    values.put("CUST_NAME", "NULL");
    values.put("OFF", "NULL");
    values.put("MEMO", "none");
    SampleSystem sample =
        sample("zone: Asia/Shanghai", "zone: Asia/Shanghai\nblank: [\"—\", none]")
            .change("system.yaml", "owner: tests", "owner: tests\nblank: [\"NULL\", \"-\"]");
    SalesOrder order = order(sample);

    assertThat(order.getTotalAmount()).isNull();
    assertThat(order.getCustomer().getName()).isNull();
    assertThat(order.getNote()).isNull();
    // where: source.OFF != null
    assertThat(order.getAdjustments()).isEmpty();
  }

  @Test
  void blankOfAField_countsBesidesTheMappings_andAnEmptyOneTakesThemAway() {
    values.put("CUST_NAME", "-");
    values.put("MEMO", "-");
    SampleSystem sample =
        sample(
            "zone: Asia/Shanghai", "zone: Asia/Shanghai\nblank: [\"-\"]",
            "customer.name: CUST_NAME", "customer.name: {from: CUST_NAME, blank: []}",
            "note: MEMO", "note: {from: MEMO, blank: [none]}");

    assertThat(order(sample).getCustomer().getName()).isEqualTo("-");
    assertThat(order(sample).getNote()).isNull();
    values.put("MEMO", "none");
    assertThat(order(sample).getNote()).isNull();
  }

  @Test
  void blankOfTheSystem_isPartOfAMappingsVersion_andIsKeptWithIt() {
    values.put("MEMO", "NULL");
    InboundMapping before = new SampleSystem().orders(root);
    InboundMapping after =
        new SampleSystem()
            .change("system.yaml", "owner: tests", "owner: tests\nblank: [\"NULL\"]")
            .orders(root);
    InboundMapping kept = new Mappings(SampleSystem.CATALOG).compile(after.bundle());

    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(kept.version()).isEqualTo(after.version());
    assertThat(((SalesOrder) one(kept).document()).getNote()).isNull();
    assertThat(((SalesOrder) one(before).document()).getNote()).isEqualTo("NULL");
  }

  @Test
  void trailingMinus_isReadWhereDeclared() {
    values.put("TOTAL", "1,250.30-");
    SalesOrder order =
        order(
            sample(
                "totalAmount: TOTAL",
                "totalAmount: {from: TOTAL, number: {thousands: \",\", trailingMinus: true}}"));

    assertThat(order.getTotalAmount().getValue()).isEqualByComparingTo("-1250.30");
  }

  @Test
  void codesInFullWidth_areFoundWhereDeclared() {
    line.put("ITEM", "Ａ");
    assertThat(map(new SampleSystem()).problems()).extracting(Violation::code).contains("MAP-103");
    SampleSystem narrow = sample("codelist: items}", "codelist: items, width: narrow}");

    assertThat(order(narrow).getLines().get(0).getItem().getCode()).isEqualTo("IT-A");
    assertThat(explain(narrow, "lines[1].item.code").steps())
        .extracting(Step::step, Step::value)
        .contains(org.assertj.core.groups.Tuple.tuple("full-width characters made narrow", "A"));
  }

  @Test
  void repairOfAMapping_holdsInEveryColumnAndExpression_andIsExplained() {
    values.put("CUST_NAME", damaged("邓安平"));
    values.put("STATE", damaged("作废"));
    SampleSystem sample =
        sample(
            "zone: Asia/Shanghai",
            "zone: Asia/Shanghai\nrepair: {read: ISO-8859-1, as: GB18030}",
            "values: {X: cancel}",
            "values: {作废: cancel}",
            "\"source.STATE != 'D'\"",
            "\"source.STATE == '作废'\"");

    assertThat(map(sample).verb()).isEqualTo(Verb.CANCEL);
    assertThat(map(sample).outOfScope()).isNull();
    assertThat(order(sample).getCustomer().getName()).isEqualTo("邓安平");
    Explanation explanation = explain(sample, "customer.name");
    assertThat(explanation.rawValue()).isEqualTo("µË°²Æ½");
    assertThat(explanation.steps().get(0).value()).isEqualTo("µË°²Æ½");
    assertThat(explanation.steps().get(1))
        .isEqualTo(new Step("repaired: GB18030 that was read as ISO-8859-1", "邓安平"));
  }

  @Test
  void explain_tellsTextsThatMeanNothing_ofTheColumnThatCounted() {
    values.put("CUST_NAME", "-");
    SampleSystem blank = sample("zone: Asia/Shanghai", "zone: Asia/Shanghai\nblank: [\"-\"]");
    Explanation explanation = explain(blank, "customer.name");

    assertThat(explanation.rawValue()).isEqualTo("-");
    assertThat(explanation.steps())
        .containsExactly(
            new Step("column CUST_NAME", "-"), new Step("a text that means nothing", null));
    SampleSystem either = blank.change(IN, "name: CUST_NAME", "name: [CUST_NAME, NO]");
    assertThat(explain(either, "customer.name").steps().get(0).value()).isEqualTo("O-1");
  }

  @Test
  void textThatCannotBeRepaired_isAProblemOfItsField_orKept() {
    values.put("CUST_NAME", "Müller");
    String repair = "customer.name: {from: CUST_NAME, repair: {read: ISO-8859-1, as: GBK}}";
    Mapped mapped = map(sample("customer.name: CUST_NAME", repair));

    assertThat(mapped.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("MAP-121");
              assertThat(problem.field()).isEqualTo("customer.name");
              assertThat(problem.where()).contains("column CUST_NAME");
            });
    String keep = repair.replace("GBK}", "GBK, otherwise: keep}");
    assertThat(order(sample("customer.name: CUST_NAME", keep)).getCustomer().getName())
        .isEqualTo("Müller");
  }

  @Test
  void numbers_areWrittenAsTheyAreRead() {
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
                  TOTAL: {from: totalAmount.value, number: {thousands: ",", trailingMinus: true}}
                  WAN: {from: totalAmount.value, number: {times: 万}}
                  lines: {each: lines, WT: {from: quantity, unit: 万吨}}
                """)
            .sound(root);
    values.put("TOTAL", "-12500.5");
    line.put("KG", "12500000");
    Object document = one(system.in().get(SampleSystem.ORDER)).document();
    RecordTree written = system.out().get(SampleSystem.ORDER).write(document, envelope()).record();

    assertThat(written.value("TOTAL")).isEqualTo("12,500.5-");
    assertThat((BigDecimal) written.value("WAN")).isEqualByComparingTo("-1.25005");
    assertThat((BigDecimal) written.group("lines").get(0).value("WT")).isEqualByComparingTo("1.25");
  }

  private static Envelope envelope() {
    UUID id = new UUID(1, 1);
    return new Envelope(
        id,
        SampleSystem.ORDER,
        "O-1",
        1,
        Verb.PROCESS,
        "sample",
        "1",
        id,
        java.time.Instant.EPOCH,
        null,
        List.of());
  }

  private static String damaged(String text) {
    return new String(text.getBytes(Charset.forName("GBK")), StandardCharsets.ISO_8859_1);
  }

  /** The sample's order mapping with parts replaced, by pairs. */
  private static SampleSystem sample(String... pairs) {
    SampleSystem sample = new SampleSystem();
    for (int i = 0; i < pairs.length; i += 2) {
      sample.change(IN, pairs[i], pairs[i + 1]);
    }
    return sample;
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

  private Explanation explain(SampleSystem sample, String path) {
    InboundMapping mapping = sample.orders(root);
    return mapping.explain(SampleSystem.record(mapping, values), path, Lookups.ALL_KNOWN);
  }
}
