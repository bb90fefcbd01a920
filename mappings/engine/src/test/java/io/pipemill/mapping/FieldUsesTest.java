package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.model.DocumentCatalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every place of a mapping that touches a canonical field is known, with its line. */
class FieldUsesTest {
  @TempDir Path root;

  @Test
  void inbound_tellsWhatItFillsAndWhatItReads() {
    SampleSystem sample = new SampleSystem();
    List<FieldUse> uses = sample.sound(root).in().get(SampleSystem.ORDER).uses();

    assertThat(uses)
        .contains(
            written(sample, "customer.code", "customer.code: CUST"),
            written(sample, "totalAmount", "totalAmount: TOTAL"),
            written(sample, "adjustments.kind", "kind: {constant: DISCOUNT}"),
            written(sample, "lines.quantity", "quantity: {from: KG"),
            read(sample, "lines.quantity.value", "amount: {cel"),
            read(sample, "lines.unitPrice.value", "amount: {cel"))
        .noneMatch(use -> use.field().startsWith("source") || use.field().equals("STATE"));
  }

  @Test
  void outbound_tellsWhatItReads() {
    assertThat(
            outbound(
                """
                  NO: orderNumber
                  ORDER_NO: {from: [contractNumber, customer.code]}
                  V: envelope.version
                  CITY: {cel: "billTo.city == '' ? shipTo.city : billTo.address"}
                  FIRST: {cel: "size(lines) > 0 ? note : priceList"}
                  ANY: {cel: "lines.exists(l, l.grade == 'Q235B') ? 'Y' : 'N'"}
                  ALL: {each: lines, from: lineNumber, join: ","}
                  LINES:
                    each: lines
                    where: {cel: "quantity.value > 0"}
                    KG: {from: quantity, unit: kg}
                    WHO: document.salesperson
                    UP: {cel: "parent.paymentTerms"}
                """))
        .containsExactlyInAnyOrder(
            "6 orderNumber",
            "7 contractNumber",
            "7 customer.code",
            "9 billTo.city",
            "9 shipTo.city",
            "9 billTo.address",
            "10 lines",
            "10 note",
            "10 priceList",
            "11 lines.grade",
            "12 lines",
            "12 lines.lineNumber",
            "14 lines",
            "15 lines.quantity.value",
            "16 lines.quantity",
            "17 salesperson",
            "18 paymentTerms");
  }

  @Test
  void field_isTouchedByItsPartsAndByWhatItIsPartOf() {
    FieldUse use = new FieldUse("lines.quantity", false, "x.out.yaml", 1);
    assertThat(use.touches("lines.quantity")).isTrue();
    assertThat(use.touches("lines.quantity.unit")).isTrue();
    assertThat(use.touches("lines")).isTrue();
    assertThat(use.touches("lines.quantities")).isFalse();
    assertThat(use.touches("line")).isFalse();
  }

  /** No place is overlooked: what a mapping of this project fills are fields it says it fills. */
  @Test
  void mappingsOfThisProject_nameOnlyFieldsThereAre() {
    DocumentCatalog catalog = DocumentCatalog.load();
    var loaded = new Mappings(catalog).load(List.of(Projects.systems()));
    assertThat(loaded.systems()).hasSizeGreaterThanOrEqualTo(4);
    loaded
        .systems()
        .values()
        .forEach(
            system -> {
              system
                  .in()
                  .forEach(
                      (name, mapping) ->
                          assertThat(mapping.uses())
                              .isNotEmpty()
                              .allMatch(use -> catalog.type(name).field(use.field()) != null));
              system
                  .out()
                  .forEach(
                      (name, mapping) ->
                          assertThat(mapping.uses())
                              .isNotEmpty()
                              .noneMatch(FieldUse::written)
                              .allMatch(use -> catalog.type(name).field(use.field()) != null));
            });
  }

  private static FieldUse written(SampleSystem sample, String field, String at) {
    String file = "sales-order.in.yaml";
    return new FieldUse(field, true, file, sample.line(file, at));
  }

  private static FieldUse read(SampleSystem sample, String field, String at) {
    String file = "sales-order.in.yaml";
    return new FieldUse(field, false, file, sample.line(file, at));
  }

  private List<String> outbound(String fields) {
    return new SampleSystem()
            .change("system.yaml", "out: [order-status]", "out: [sales-order]")
            .without("order-status.out.yaml")
            .file(
                "sales-order.out.yaml",
                "apiVersion: pipemill/v1\ndocument: sales-order/v1\ntarget: {table: T}\n"
                    + "zone: Asia/Shanghai\nfields:\n"
                    + fields)
            .sound(root)
            .out()
            .get(SampleSystem.ORDER)
            .uses()
            .stream()
            .map(use -> use.line() + " " + use.field())
            .distinct()
            .toList();
  }
}
