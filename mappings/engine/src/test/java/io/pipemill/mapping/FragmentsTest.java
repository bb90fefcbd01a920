package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.describe.Examples;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.signed.SignedMappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields written once and used by several mappings, with parameters. */
class FragmentsTest {
  private static final String IN = "sales-order.in.yaml";
  private static final String PARTY = "fragments/party.yaml";
  private static final String FRAGMENT =
      """
      apiVersion: pipemill/v1
      parameters:
        prefix:
        list: items
      fields:
        code: {from: "${prefix}_CODE", codelist: "${list}", unmapped: keep}
        name: ${prefix}_NAME
        use: {fragment: place, with: {prefix: "${prefix}"}}
      """;
  private static final String PLACE =
      """
      apiVersion: pipemill/v1
      parameters: {prefix: }
      fields:
        city: ${prefix}_CITY
      """;
  private static final String USES =
      """
      note: MEMO
        shipTo: {use: {fragment: party, with: {prefix: SHIP}}}
        billTo:
          use: {fragment: party, with: {prefix: BILL}}
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
              "STATE",
              "N",
              "SHIP_CODE",
              "A",
              "SHIP_NAME",
              "Site",
              "BILL_CODE",
              "X",
              "BILL_CITY",
              "Daqing",
              "lines",
              List.of(Map.of("N", 1L, "ITEM", "A", "KG", "1000", "PRICE", "8"))));

  @Test
  void fragment_fillsEachUseOutOfItsOwnColumns() {
    SalesOrder order = (SalesOrder) map(sample().orders(root)).document();

    assertThat(order.getShipTo().getCode()).isEqualTo("IT-A");
    assertThat(order.getShipTo().getName()).isEqualTo("Site");
    assertThat(order.getShipTo().getCity()).isNull();
    assertThat(order.getBillTo().getCode()).isEqualTo("X");
    assertThat(order.getBillTo().getCity()).isEqualTo("Daqing");
  }

  @Test
  void version_coversTheFragmentsTexts_andAKeptOneCompilesAlone() {
    InboundMapping before = sample().orders(root);
    InboundMapping kept = new Mappings(SampleSystem.CATALOG).compile(before.bundle());
    InboundMapping after = sample().change("fragments/place.yaml", "_CITY", "_TOWN").orders(root);

    assertThat(kept.version()).isEqualTo(before.version());
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(((SalesOrder) map(kept).document()).getBillTo().getCity()).isEqualTo("Daqing");
    assertThat(MappingBundle.read(before.bundle()).fragments()).containsOnlyKeys("party", "place");
  }

  @Test
  void explain_pointsIntoTheFragment() {
    InboundMapping mapping = sample().orders(root);
    Explanation explanation =
        mapping.explain(SampleSystem.record(mapping, values), "billTo.city", Lookups.ALL_KNOWN);

    assertThat(explanation.place()).isEqualTo("fragments/place.yaml:4");
    assertThat(explanation.sourceField()).isEqualTo("BILL_CITY");
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // code | file | what stands there | what a user wrote instead | place | part of the message
        "MAP-071 | sales-order.in.yaml | party, with: {prefix: SHIP} | partie, with: {prefix: SHIP} | sales-order.in.yaml:16 | did you mean 'party'",
        "MAP-072 | sales-order.in.yaml | {prefix: SHIP} | {prefx: SHIP} | sales-order.in.yaml:16 | did you mean 'prefix'",
        "MAP-072 | sales-order.in.yaml | , with: {prefix: SHIP} | | sales-order.in.yaml:16 | needs its parameter 'prefix'",
        "MAP-002 | sales-order.in.yaml | party, with: {prefix: SHIP} | party, wiht: {prefix: SHIP} | sales-order.in.yaml:16 | did you mean 'with'",
        "MAP-004 | sales-order.in.yaml | {prefix: SHIP} | {prefix: [SHIP]} | sales-order.in.yaml:16 | expected a single value",
        "MAP-072 | fragments/party.yaml | ${prefix}_NAME | ${prefix}_${nmae} | fragments/party.yaml:7 | unknown parameter 'nmae'",
        "MAP-072 | fragments/place.yaml | {prefix: } | {prefix: , other: } | fragments/place.yaml:2 | no field names the parameter 'other'",
        "MAP-010 | fragments/party.yaml | name: ${prefix}_NAME | naem: ${prefix}_NAME | fragments/party.yaml:7 | did you mean",
        "MAP-020 | fragments/party.yaml | list: items | list: itmes | fragments/party.yaml:6 | did you mean 'items'",
        "MAP-002 | fragments/party.yaml | parameters: | paramters: | fragments/party.yaml:2 | did you mean 'parameters'",
        "MAP-001 | fragments/party.yaml | parameters: | parameters | fragments/party.yaml:3 | YAML",
        "MAP-073 | fragments/place.yaml | city: ${prefix}_CITY | use: {fragment: party, with: {prefix: '${prefix}'}} | fragments/place.yaml:4 | uses itself",
        "MAP-011 | fragments/place.yaml | city: | name: | fragments/place.yaml:4 | already mapped in line fragments/party.yaml:7"
      })
  void mistake_isToldWithItsPlace(
      String code, String file, String part, String by, String place, String message) {
    List<Finding> findings =
        sample().change(file, part, by == null ? "" : by).load(root).findings();

    assertThat(findings)
        .filteredOn(finding -> finding.code().equals(code))
        .filteredOn(finding -> (finding.file() + ":" + finding.line()).equals(place))
        .anySatisfy(finding -> assertThat(finding.message()).contains(message));
    assertThat(findings).doesNotHaveDuplicates();
  }

  @Test
  void ownFragmentThatNobodyUses_isADeadEntry() {
    List<Finding> findings =
        sample()
            .change(IN, USES, "note: MEMO\n")
            .file("fragments/other.yaml", PLACE)
            .load(root)
            .findings();

    assertThat(findings)
        .extracting(Finding::code, Finding::file)
        .containsExactlyInAnyOrder(
            Tuple.tuple("MAP-023", "fragments/other.yaml"),
            Tuple.tuple("MAP-023", "fragments/party.yaml"),
            Tuple.tuple("MAP-023", "fragments/place.yaml"));
  }

  @Test
  void fragmentBesideAllSystems_isFound_butTheOwnOneComesFirst() throws IOException {
    Path shared = Files.createDirectories(root.resolve("fragments"));
    Files.writeString(shared.resolve("place.yaml"), PLACE.replace("_CITY", "_TOWN"));
    Files.writeString(shared.resolve("party.yaml"), FRAGMENT);
    values.put("BILL_TOWN", "Anshan");
    InboundMapping own = sample().without(PARTY).orders(root);
    assertThat(((SalesOrder) map(own).document()).getBillTo().getCity()).isEqualTo("Daqing");

    Files.delete(root.resolve("sample/fragments/place.yaml"));
    Files.deleteIfExists(root.resolve("sample/" + PARTY));
    InboundMapping mapping = sample().without(PARTY).without("fragments/place.yaml").orders(root);
    assertThat(((SalesOrder) map(mapping).document()).getBillTo().getCity()).isEqualTo("Anshan");
    assertThat(mapping.uses()).extracting(FieldUse::file).contains("../fragments/place.yaml", IN);
  }

  @Test
  void outboundMapping_usesFragmentsToo() {
    ExternalSystem system =
        new SampleSystem()
            .change(
                "order-status.out.yaml",
                "STATE: {from: status, codelist: states}\n  AT: statusAt",
                "use: [{fragment: answer, with: {column: STATE}}]")
            .file(
                "fragments/answer.yaml",
                """
                apiVersion: pipemill/v1
                parameters: {column: }
                fields:
                  ${column}: {from: status, codelist: states}
                  ${column}_AT: statusAt
                """)
            .sound(root);

    assertThat(system.out().values().iterator().next().uses())
        .extracting(FieldUse::file, FieldUse::line)
        .contains(Tuple.tuple("fragments/answer.yaml", 4));
    assertThat(described("order-status.out.yaml").fields())
        .extracting(Field::target, Field::file, Field::line)
        .contains(Tuple.tuple("STATE_AT", "fragments/answer.yaml", 5));
  }

  @Test
  void description_hasTheVersionTheFieldsAndTheirPlaces() {
    InboundMapping mapping = sample().orders(root);
    MappingDescription described = described(IN);

    assertThat(described.version()).isEqualTo(mapping.version());
    assertThat(described.lists()).extracting(list -> list.name()).contains("items");
    assertThat(described.fields())
        .extracting(Field::target, Field::sources, Field::file)
        .contains(
            Tuple.tuple("shipTo.city", List.of("SHIP_CITY"), "fragments/place.yaml"),
            Tuple.tuple("billTo.name", List.of("BILL_NAME"), PARTY),
            Tuple.tuple("note", List.of("MEMO"), IN));
  }

  @Test
  void signedTexts_holdTheFragmentsAndTheSystemsBlanks() {
    sample().change("system.yaml", "owner: tests", "owner: tests\nblank: [\"-\"]").sound(root);
    Path folder = root.resolve("sample");
    MappingDescription described = described(IN);
    new SignedMappings("somebody", Instant.EPOCH, List.of(described.bundle())).write(folder);
    SignedMappings read = SignedMappings.read(folder);

    assertThat(read.bundles()).containsExactly(described.bundle());
    assertThat(folder.resolve("signed/fragments/party.yaml")).hasContent(FRAGMENT);
    assertThat(MappingDescription.of(read.bundles().get(0), SampleSystem.CATALOG).fields())
        .isEqualTo(described.fields());
  }

  @Test
  void fragmentUsedTwice_hasAnExampleOfEachUse() {
    var described = new FolderDescriber(SampleSystem.CATALOG).describe(List.of(Projects.systems()));
    var steel =
        described.systems().stream()
            .filter(one -> one.system().id().equals("steel-contracts"))
            .findFirst()
            .orElseThrow();
    MappingDescription customer =
        steel.mappings().stream()
            .filter(one -> one.file().equals("customer.in.yaml"))
            .findFirst()
            .orElseThrow();
    var examples = new Examples(List.of(steel.system())).of(steel.system(), customer);

    assertThat(customer.fields())
        .filteredOn(field -> field.target().equals("addresses.city"))
        .extracting(Field::key, Field::sources)
        .containsExactly(
            Tuple.tuple("addresses.city", List.of("REG_CITY")),
            Tuple.tuple("addresses[2].city", List.of("SHIP_CITY")));
    assertThat(examples).containsKeys("addresses.city", "addresses[2].city");
    assertThat(examples.get("addresses.city").to())
        .isNotEqualTo(examples.get("addresses[2].city").to());
  }

  @Test
  void problemOfAFragmentsField_isThatOfItsUse() {
    SampleSystem sample = sample().change(PARTY, ", unmapped: keep", "");
    Mapped mapped = map(sample.orders(root));

    assertThat(mapped.problems())
        .extracting(Violation::code, Violation::field)
        .containsExactly(Tuple.tuple("MAP-103", "billTo.code"));
  }

  private MappingDescription described(String file) {
    return new FolderDescriber(SampleSystem.CATALOG)
        .describe(List.of(root)).systems().get(0).mappings().stream()
            .filter(one -> one.file().equals(file))
            .findFirst()
            .orElseThrow();
  }

  private static SampleSystem sample() {
    return new SampleSystem()
        .file(PARTY, FRAGMENT)
        .file("fragments/place.yaml", PLACE)
        .change(IN, "note: MEMO\n", USES);
  }

  private Mapped map(InboundMapping mapping) {
    return mapping.map(List.of(SampleSystem.record(mapping, values)), Lookups.ALL_KNOWN).get(0);
  }
}
