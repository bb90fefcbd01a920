package io.pipemill.control.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.MappingImpact.Impact;
import io.pipemill.control.mappings.MappingImpact.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Impact over the real system folders. */
class MappingImpactTest {
  private static final List<Path> ROOTS = List.of(Path.of("../../mappings/systems"));
  private final MappingImpact impacts = new MappingImpact();

  @Test
  void column_touchesItsFieldWhatIsCalculatedFromItAndTheTarget() {
    Impact impact = impacts.of(ROOTS, "net_ton");
    assertThat(impact.systems()).containsExactly("crude-retail", "oracle-ebs");
    assertThat(told(impact))
        .startsWith("crude-retail in lines.quantity COLUMN direct")
        .contains(
            "crude-retail in lines.amount FIELD by lines.quantity",
            "oracle-ebs out lines.ORDERED_QUANTITY FIELD by lines.quantity",
            "oracle-ebs out lines.ATTRIBUTE2 FIELD by lines.amount")
        .noneMatch(one -> one.contains("UNIT_SELLING_PRICE FIELD by lines.amount"))
        .doesNotContain("oracle-ebs out lines FIELD by lines.quantity");
  }

  @Test
  void columnOfARule_isFound() {
    assertThat(told(impacts.of(ROOTS, "ORDER_STATUS")))
        .contains("crude-retail in verb COLUMN direct", "crude-retail in filter COLUMN direct");
  }

  @Test
  void canonicalField_touchesEverySystemThatFillsOrTakesIt() {
    Impact impact = impacts.of(ROOTS, "sales-order:customer.code");
    assertThat(impact.systems())
        .containsExactly("crude-retail", "oracle-ebs", "steel-contracts", "ubl-partners");
    assertThat(told(impact)).contains("oracle-ebs out CUSTOMER_NUMBER FIELD direct");
    assertThat(impact.touched()).allMatch(one -> one.document().equals("sales-order/v1"));
  }

  @Test
  void fragment_touchesTheFieldsThatStandInIt() {
    Impact impact =
        impacts.of(ROOTS, "mappings/systems/steel-contracts/fragments/customer-address.yaml");

    assertThat(told(impact)).contains("steel-contracts in addresses.city FILE direct");
    assertThat(impact.touched())
        .filteredOn(one -> one.system().equals("steel-contracts"))
        .allMatch(
            one -> one.place().startsWith("steel-contracts/fragments/customer-address.yaml:"));
  }

  @Test
  void targetColumn_isFoundWhereItIsWritten() {
    assertThat(told(impacts.of(ROOTS, "INVENTORY_ITEM")))
        .containsExactly("oracle-ebs out lines.INVENTORY_ITEM COLUMN direct");
  }

  @Test
  void codeList_touchesTheFieldsThatNameIt() {
    Impact byName = impacts.of(ROOTS, "products");
    assertThat(told(byName))
        .containsExactly(
            "crude-retail in lines.item.code CODELIST direct",
            "oracle-ebs out lines.INVENTORY_ITEM FIELD by lines.item.code");
    Impact byFile = impacts.of(ROOTS, "mappings/systems/crude-retail/codelists/products.csv");
    assertThat(told(byFile)).isEqualTo(told(byName));
    // both systems have a list units; the path says whose is meant
    assertThat(impacts.of(ROOTS, "mappings/systems/oracle-ebs/codelists/units.csv").systems())
        .containsExactly("oracle-ebs");
  }

  @Test
  void mappingFile_touchesAllItFills() {
    Impact impact = impacts.of(ROOTS, "crude-retail/customer.in.yaml");
    assertThat(impact.touched())
        .filteredOn(one -> one.kind() == Kind.FILE)
        .allMatch(one -> one.place().startsWith("crude-retail/customer.in.yaml"))
        .hasSizeGreaterThan(15);
    assertThat(told(impact)).contains("oracle-ebs out CUSTOMER_NAME FIELD by name");
  }

  @Test
  void unknownName_isMetWithTheNearOne() {
    assertThatThrownBy(() -> impacts.of(ROOTS, "NET_TONS"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("did you mean 'NET_TON'?");
  }

  @Test
  void columnThatRepeats_isFoundByItsRealName(@TempDir Path folder) throws IOException {
    Path system = Files.createDirectories(folder.resolve("quarters"));
    Files.writeString(
        system.resolve("system.yaml"),
        """
        apiVersion: pipemill/v1
        id: quarters
        name: {en: Quarters, zh: 季度}
        owner: tests
        transport: file
        file: {format: csv}
        documents: {in: [sales-plan], out: []}
        """);
    Files.writeString(
        system.resolve("sales-plan.in.yaml"),
        """
        apiVersion: pipemill/v1
        document: sales-plan/v1
        source: {pattern: "*.csv"}
        fields:
          planNumber: NO
          planKind: {constant: QUARTERLY}
          period: {from: {from: START}, to: {from: END}}
          planUnit.code: UNIT
          approval.status: {constant: DRAFT}
          lines:
            each: {columns: {QTY: "Q{n}", ITEM: "ITEM_Q{n}"}, n: 1..4}
            lineNumber: "{n}"
            item.code: ITEM
            quantity: {from: QTY, unit: t}
        """);

    assertThat(told(impacts.of(List.of(folder), "Q3")))
        .containsExactly("quarters in lines.quantity COLUMN direct");
    assertThat(told(impacts.of(List.of(folder), "ITEM_Q4")))
        .containsExactly("quarters in lines.item.code COLUMN direct");
    assertThatThrownBy(() -> impacts.of(List.of(folder), "Q5"))
        .isInstanceOf(NotFoundException.class);
  }

  private static List<String> told(Impact impact) {
    return impact.touched().stream()
        .map(
            one ->
                one.system()
                    + " "
                    + one.direction()
                    + " "
                    + one.target()
                    + " "
                    + one.kind()
                    + (one.direct() ? " direct" : " by " + one.through()))
        .toList();
  }
}
