package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of finding, with its place, what stands there, what was expected, and the hint. */
class FindingsTest {
  private static final String IN = "sales-order.in.yaml";
  private static final String OUT = "order-status.out.yaml";
  @TempDir Path root;

  @Test
  void soundSystem_hasNoFindings() {
    Loaded loaded = new SampleSystem().load(root);

    assertThat(loaded.findings()).isEmpty();
    assertThat(loaded.systems()).containsOnlyKeys("sample");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // code | part of the mapping | what a user wrote instead | part of the message
        "MAP-002 | zone: Asia/Shanghai       | zoen: Asia/Shanghai          | did you mean 'zone'",
        "MAP-002 | per: t}                   | per: t, roundign: UP}        | did you mean 'rounding'",
        "MAP-003 | currency: {constant: CNY} | currency: {default: CNY}     | has no source",
        "MAP-003 | currency: {constant: CNY} | currency: {constant: CNY, from: CUR} | more than one source",
        "MAP-004 | note: MEMO                | note:                        | names no column",
        "MAP-004 | values: {X: cancel}       | values: {X: cancell}         | did you mean 'cancel'",
        "MAP-005 | note: MEMO                | orderNumber: NO              | second time",
        "MAP-010 | note: MEMO                | noet: MEMO                   | did you mean 'note'",
        "MAP-010 | customer.name: CUST_NAME  | customer.nam: CUST_NAME      | did you mean 'customer.name'",
        "MAP-010 | item.name: ITEM_NAME      | item.naem: ITEM_NAME         | in lines, did you mean 'item.name'",
        "MAP-011 | note: MEMO                | totalAmount.value: MEMO      | already mapped in line",
        "MAP-012 | orderNumber: NO           | note: NO                     | required field 'orderNumber'",
        "MAP-012 | lineNumber: N             | note: N                      | required field 'lines.lineNumber'",
        "MAP-012 | customer.code: CUST       | customer.scheme: CUST        | required field 'customer.code'",
        "MAP-012 | {from: KG, unit: kg, to: t} | {from: KG}                 | no bare numbers",
        "MAP-012 | {from: PRICE, per: t}     | {from: PRICE}                | no bare numbers",
        "MAP-013 | note: MEMO                | note: {from: MEMO, unit: t}  | does not fit",
        "MAP-013 | kind: {constant: DISCOUNT}| kind: {constant: DISCOUNT, date: iso} | does not fit",
        "MAP-013 | customer.name: CUST_NAME  | customer: CUST_NAME          | is an object",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {constant: many}| is not a number",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, number: {decimal: `,`, thousands: `,`}} | the same",
        "MAP-002 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, number: {time: 万}} | did you mean 'times'",
        "MAP-002 | note: MEMO                | note: {from: MEMO, repiar: none} | did you mean 'repair'",
        "MAP-002 | zone: Asia/Shanghai       | blnak: [NULL]                | did you mean 'blank'",
        "MAP-004 | note: MEMO                | note: {from: MEMO, width: narow} | did you mean 'narrow'",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, width: narrow} | does not fit",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, number: {times: 万万}} | nothing a column counts in",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, currency: 万元, number: {times: 万}} | said twice",
        "MAP-013 | totalAmount: TOTAL        | totalAmount: {from: TOTAL, number: {thousands: `-`}} | no single sign",
        "MAP-013 | per: t}                   | per: t, base: {from: B, words: true}} | 'words' does not fit",
        "MAP-014 | {from: KG, unit: kg, to: t} | {from: KG, unit: 万升, to: t} | L is volume, t is mass",
        "MAP-015 | unit: kg, to: t           | unit: 万顿, to: t            | is not a UCUM code",
        "MAP-015 | per: t}                   | per: 万吨}                   | is not a UCUM code",
        "MAP-024 | currency: {constant: CNY} | currency: {constant: CNY, repair: none} | dead entry",
        "MAP-024 | note: MEMO                | note: {from: MEMO, repair: {read: ISO-8859-1, as: latin1}} | same character set",
        "MAP-070 | note: MEMO                | note: {from: MEMO, repair: {read: ISO-8859-1, as: GB1830}} | did you mean 'GB18030'",
        "MAP-070 | note: MEMO                | note: {from: MEMO, repair: {read: UTF-8, as: GBK}} | has lost bytes",
        "MAP-014 | unit: kg, to: t           | unit: L, to: t               | L is volume, t is mass",
        "MAP-014 | unit: kg, to: t           | unit: m3, to: `[bbl_us]`     | declare decimals",
        "MAP-014 | per: t}                   | per: L}                      | the price is per volume (L)",
        "MAP-015 | unit: kg, to: t           | unit: kgs, to: t             | did you mean 'kg'",
        "MAP-015 | unit: kg, to: t           | unit: kg, to: T              | is no unit",
        "MAP-020 | codelist: items           | codelist: itmes              | did you mean 'items'",
        "MAP-021 | {constant: DISCOUNT}      | {constant: DISCONT}          | did you mean 'DISCOUNT'",
        "MAP-021 | {constant: DISCOUNT}      | {from: OFF, values: {A: DISCOUNTS}} | did you mean 'DISCOUNT'",
        "MAP-024 | currency: {constant: CNY} | currency: {constant: CNY, default: USD} | dead entry",
        "MAP-024 | {from: PRICE, per: t}     | {from: PRICE, per: t, rounding: UP} | dead entry",
        "MAP-024 | note: MEMO                | note: {from: MEMO, unmapped: keep} | dead entry",
        "MAP-030 | quantity.value * unitPrice.value | quantity.value * unitPric.value | did you mean 'unitPrice'",
        "MAP-030 | quantity.value * unitPrice.value | quantity.value *            | column",
        "MAP-030 | quantity.value * unitPrice.value | quantity.valeu             | undefined field 'valeu'",
        "MAP-030 | quantity.value * unitPrice.value | quantity.value * duration('1s') | undeclared reference to 'duration'",
        "MAP-030 | quantity.value * unitPrice.value | quantity.value + 'x'       | no matching overload",
        "MAP-031 | quantity.value * unitPrice.value | {'a': 1}                   | maps and messages",
        "MAP-031 | source.STATE != 'D'       | count.linse > 0              | there is no 'count.linse'",
        "MAP-032 | quantity.value * unitPrice.value | 'text'                     | the expression gives text",
        "MAP-032 | source.STATE != 'D'       | source.STATE + 'D'           | does not give true or false",
        "MAP-033 | quantity.value * unitPrice.value | amount.value               | worked out of itself",
        "MAP-033 | quantity.value * unitPrice.value | size(document.lines)       | filled after the lists",
        "MAP-042 | ignore: {CLERK: who typed it} | ignore: {MEMO: private}  | is ignored and used in line",
        "MAP-043 | ignore: {CLERK: who typed it} | ignore: {CLERK: }         | without a reason",
        "MAP-045 | - each: this              | - each: adjustmnets          | unknown group",
        "MAP-045 | note: MEMO                | note: ../MEMO                | no record above",
        "MAP-050 | date: yyyyMMdd            | date: yyyyMMbb               | is no date pattern",
        "MAP-051 | zone: Asia/Shanghai       | zone: Asia/Shangai           | unknown time zone",
        "MAP-017 | document: sales-order/v1  | document: sales-oder/v1      | did you mean 'sales-order/v1'",
        "MAP-060 | document: sales-order/v1  | document: customer/v1        | call it customer.in.yaml",
        "MAP-004 | apiVersion: pipemill/v1   | apiVersion: pipemill/v9      | is not known",
      })
  void inboundMistake_isToldWithPlaceAndHint(String code, String part, String by, String message) {
    SampleSystem system = new SampleSystem().change(IN, part, by.replace('`', '"'));

    Loaded loaded = system.load(root);

    Finding finding = finding(loaded, code);
    assertThat(finding.file()).isEqualTo(IN);
    assertThat(finding.message()).contains(message);
    assertThat(finding.error()).isTrue();
    assertThat(finding.expected()).isNotBlank();
    assertThat(finding.found()).isNotNull();
    assertThat(loaded.systems()).isEmpty();
  }

  @Test
  void mistakes_areToldAllAtOnceEachWithItsLine() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "note: MEMO", "noet: MEMO")
            .change(IN, "codelist: items", "codelist: itmes")
            .change(IN, "per: t}", "per: tonne}")
            .change("system.yaml", "owner: tests", "ownre: tests");

    Loaded loaded = system.load(root);

    assertThat(loaded.findings())
        .extracting(Finding::code, Finding::file, Finding::line)
        .contains(
            org.assertj.core.groups.Tuple.tuple("MAP-010", IN, system.line(IN, "noet")),
            org.assertj.core.groups.Tuple.tuple("MAP-020", IN, system.line(IN, "itmes")),
            org.assertj.core.groups.Tuple.tuple("MAP-015", IN, system.line(IN, "tonne")),
            org.assertj.core.groups.Tuple.tuple(
                "MAP-002", "system.yaml", system.line("system.yaml", "ownre")));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MAP-010 | NO: orderNumber | NO: orderNumbr                   | did you mean 'orderNumber'",
        "MAP-010 | NO: orderNumber | NO: envelope.versoin             | did you mean 'version'",
        "MAP-010 | AT: statusAt    | AT: messages.text                | leads through a list",
        "MAP-002 | codelist: states | codlist: states                 | did you mean 'codelist'",
        "MAP-013 | AT: statusAt    | AT: {from: statusAt, unit: t}    | does not fit here",
        "MAP-013 | AT: statusAt    | AT: messages                     | has several parts",
        "MAP-020 | codelist: states | codelist: staets                | did you mean 'states'",
        "MAP-003 | AT: statusAt    | AT: {default: 1}                 | has no source",
        "MAP-030 | AT: statusAt    | AT: {cel: statusAtt}             | did you mean 'statusAt'",
        "MAP-050 | AT: statusAt    | AT: {from: statusAt, date: bbb}  | is no date pattern",
      })
  void outboundMistake_isToldWithPlaceAndHint(String code, String part, String by, String message) {
    Loaded loaded = new SampleSystem().change(OUT, part, by).load(root);

    Finding finding = finding(loaded, code);
    assertThat(finding.file()).isEqualTo(OUT);
    assertThat(finding.message()).contains(message);
  }

  @Test
  void currencyThatIsNone_isToldAtItsLine() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "totalAmount: TOTAL", "totalAmount: {from: TOTAL, currency: yuan}");

    Finding finding = finding(system.load(root), "MAP-016");

    assertThat(finding.line()).isEqualTo(system.line(IN, "yuan"));
    assertThat(finding.found()).isEqualTo("yuan");
  }

  @Test
  void codeListValueOutsideOfTheEnumeration_isToldInTheList() {
    SampleSystem system =
        new SampleSystem()
            .change(IN, "kind: {constant: DISCOUNT}", "kind: {from: OFF, codelist: kinds}")
            .file("codelists/kinds.csv", "source,canonical\nA,DISCOUNT\nB,FRIEGHT\n");

    Finding finding = finding(system.load(root), "MAP-021");

    assertThat(finding.file()).isEqualTo("codelists/kinds.csv");
    assertThat(finding.line()).isEqualTo(3);
    assertThat(finding.message()).contains("did you mean 'FREIGHT'");
  }

  @Test
  void codeList_isCheckedRowByRow() {
    SampleSystem system =
        new SampleSystem()
            .file(
                "codelists/items.csv",
                "source,canonical,name_en,nmae_zh\nA,IT-A,a,a\nA,IT-B,b,b\nC,,c,c\nA,IT-A,a,a\n");

    Loaded loaded = system.load(root);

    assertThat(loaded.findings())
        .extracting(Finding::code, Finding::line, Finding::error)
        .contains(
            org.assertj.core.groups.Tuple.tuple("MAP-022", 1, true),
            org.assertj.core.groups.Tuple.tuple("MAP-022", 3, true),
            org.assertj.core.groups.Tuple.tuple("MAP-022", 4, true),
            org.assertj.core.groups.Tuple.tuple("MAP-023", 5, false));
    assertThat(SampleSystem.text(loaded.findings()))
        .contains("did you mean 'name_zh'")
        .contains("already stands for 'IT-A'");
  }

  @Test
  void canonicalCodeWithTwoWords_needsAReverseMark() {
    SampleSystem system =
        new SampleSystem()
            .file("codelists/states.csv", "source,canonical\n1,ENTERED\n2,BOOKED\n3,BOOKED\n");

    assertThat(finding(system.load(root), "MAP-022").message()).contains("mark one");

    system.file(
        "codelists/states.csv", "source,canonical,reverse\n1,ENTERED,\n2,BOOKED,\n3,BOOKED,true\n");
    assertThat(system.load(root).findings()).isEmpty();
  }

  @Test
  void codeListNobodyNames_isADeadEntry() {
    Loaded loaded =
        new SampleSystem().file("codelists/old.csv", "source,canonical\nA,B\n").load(root);

    Finding finding = finding(loaded, "MAP-023");
    assertThat(finding.file()).isEqualTo("codelists/old.csv");
    assertThat(finding.error()).isFalse();
    assertThat(loaded.systems()).containsKey("sample");
  }

  @Test
  void documentsAndFiles_mustAgree() {
    Loaded loaded =
        new SampleSystem()
            .change("system.yaml", "in: [sales-order]", "in: [customer]")
            .change("system.yaml", "id: sample", "id: simple")
            .load(root);

    assertThat(loaded.findings())
        .extracting(Finding::code, Finding::found)
        .contains(
            org.assertj.core.groups.Tuple.tuple("MAP-061", "no customer.in.yaml"),
            org.assertj.core.groups.Tuple.tuple("MAP-061", IN),
            org.assertj.core.groups.Tuple.tuple("MAP-061", "simple"));
  }

  @Test
  void brokenYaml_isToldWithItsLine() {
    Loaded loaded = new SampleSystem().change(IN, "zone: Asia/Shanghai", "zone: [Asia").load(root);

    assertThat(finding(loaded, "MAP-001").file()).isEqualTo(IN);
  }

  @Test
  void anchorsAndAliases_areRefused() {
    Loaded loaded =
        new SampleSystem()
            .change(IN, "zone: Asia/Shanghai", "zone: &zone Asia/Shanghai")
            .load(root);

    assertThat(finding(loaded, "MAP-001").message()).contains("write the value out");
  }

  @Test
  void folderWithoutSystemFile_andRootThatIsNot_areTold() throws Exception {
    java.nio.file.Files.createDirectories(root.resolve("empty"));

    Loaded loaded = new Mappings(SampleSystem.CATALOG).load(List.of(root, root.resolve("nowhere")));

    assertThat(loaded.findings()).extracting(Finding::code).containsExactly("MAP-062", "MAP-062");
  }

  @Test
  void laterRoot_replacesAnEarlierSystemOfTheSameName(@TempDir Path other) {
    new SampleSystem().change("system.yaml", "owner: tests", "owner: first").load(root);
    new SampleSystem().change("system.yaml", "owner: tests", "owner: second").load(other);

    Loaded loaded = new Mappings(SampleSystem.CATALOG).load(List.of(root, other));

    assertThat(loaded.systems().get("sample").owner()).isEqualTo("second");
  }

  @Test
  void liveColumns_areComparedWithTheMapping() {
    SampleSystem system = new SampleSystem();
    ExternalSystem loaded = system.sound(root);
    List<String> actual =
        List.of(
            "no",
            "day",
            "cust",
            "cust_name",
            "total",
            "memos",
            "off",
            "state",
            "at",
            "vip",
            "lines.no",
            "lines.n",
            "lines.item",
            "lines.item_name",
            "lines.kg",
            "lines.price");

    List<Finding> findings =
        new Mappings(SampleSystem.CATALOG).checkColumns(loaded, SampleSystem.ORDER, actual);

    assertThat(findings)
        .extracting(Finding::code, Finding::found, Finding::line)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("MAP-041", "MEMO", system.line(IN, "note: MEMO")),
            org.assertj.core.groups.Tuple.tuple("MAP-044", "CLERK", system.line(IN, "ignore:")),
            org.assertj.core.groups.Tuple.tuple("MAP-040", "memos", system.line(IN, "fields:")),
            org.assertj.core.groups.Tuple.tuple("MAP-040", "vip", system.line(IN, "fields:")));
    assertThat(findings.get(0).message()).contains("did you mean 'memos'");
  }

  private static Finding finding(Loaded loaded, String code) {
    return loaded.findings().stream()
        .filter(finding -> finding.code().equals(code))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + code + " in " + SampleSystem.text(loaded.findings())));
  }
}
