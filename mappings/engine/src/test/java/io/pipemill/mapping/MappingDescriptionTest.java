package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.Unfilled;
import io.pipemill.mapping.describe.SystemDescription;
import io.pipemill.mapping.signed.SignedMappings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingDescriptionTest {
  @TempDir Path root;

  @Test
  void entry_isToldInTheOrderItIsDone() {
    MappingDescription orders =
        orders(
            new SampleSystem()
                .change(
                    "sales-order.in.yaml",
                    "quantity: {from: KG, unit: kg, to: t}",
                    "quantity: {decimals: 3, to: t, unit: {from: UOM, values: {公斤: kg}, default: kg},"
                        + " when: \"source.KG != null\", from: [NET, KG]}"));

    Field quantity = field(orders, "lines.quantity");
    assertThat(quantity.sources()).containsExactly("lines.UOM", "lines.KG", "lines.NET");
    assertThat(told(quantity))
        .containsExactly(
            "WHEN source.KG != null",
            "FIRST_OF lines.NET|lines.KG",
            "unit FROM lines.UOM",
            "unit VALUES 公斤 → kg",
            "unit DEFAULT kg",
            "TO t",
            "DECIMALS 3|HALF_UP");
    assertThat(field(orders, "lines.amount").reads())
        .containsExactly("lines.quantity.value", "lines.unitPrice.value", "currency");
  }

  @Test
  void keyThatIsNotKnown_isTold() {
    MappingDescription orders =
        orders(
            new SampleSystem()
                .change("sales-order.in.yaml", "note: MEMO", "note: {from: MEMO, shorten: 12}"));

    assertThat(told(field(orders, "note"))).containsExactly("OTHER shorten|12");
  }

  @Test
  void sectionsOfOneList_areToldApart() {
    MappingDescription orders =
        orders(
            new SampleSystem()
                .change(
                    "sales-order.in.yaml",
                    "    - each: this\n",
                    "    - each: lines\n      kind: {constant: OTHER}\n"
                        + "      amount: FEE\n    - each: this\n"));

    assertThat(orders.fields())
        .extracting(Field::key)
        .contains("adjustments.kind", "adjustments[2].kind", "adjustments[2].amount");
    assertThat(field(orders, "adjustments.amount").sources()).containsExactly("lines.FEE");
  }

  @Test
  void requiredFieldThatNothingFills_isNamedThoughTheMappingDoesNotCompile() {
    SampleSystem sample =
        new SampleSystem().change("sales-order.in.yaml", "  customer.code: CUST\n", "");
    sample.load(root);

    SystemDescription described = described();

    assertThat(described.sound()).isFalse();
    assertThat(described.mappings().get(0).unfilled())
        .contains(new Unfilled("customer.code", true), new Unfilled("shipTo.code", false));
  }

  @Test
  void signedVersion_comesBackAndItsTextsAreCovered() throws Exception {
    new SampleSystem().sound(root);
    SystemDescription described = described();
    Path folder = described.system().folder();
    Instant at = Instant.parse("2026-03-15T08:00:00Z");
    SignedMappings signed =
        new SignedMappings(
            "O'Neil: #1 \"王\"",
            at,
            described.mappings().stream().map(MappingDescription::bundle).toList());
    assertThat(SignedMappings.read(folder)).isNull();

    signed.write(folder);
    signed.write(folder);

    assertThat(SignedMappings.read(folder)).isEqualTo(signed);
    assertThat(described().sound()).isTrue();
    Path list = folder.resolve("signed/codelists/items.csv");
    assertThat(list).hasContent(SampleSystem.ITEMS);
    Files.delete(list);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> SignedMappings.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("codelists/items.csv is not there");
  }

  private MappingDescription orders(SampleSystem sample) {
    sample.load(root);
    return described().mappings().get(0);
  }

  private SystemDescription described() {
    return new FolderDescriber(SampleSystem.CATALOG).describe(List.of(root)).systems().get(0);
  }

  private static Field field(MappingDescription mapping, String key) {
    return mapping.fields().stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
  }

  private static List<String> told(Field field) {
    return field.steps().stream().map(MappingDescriptionTest::told).toList();
  }

  private static String told(Step step) {
    return (step.part() + " " + step.kind() + " " + String.join("|", step.arguments())).strip();
  }
}
