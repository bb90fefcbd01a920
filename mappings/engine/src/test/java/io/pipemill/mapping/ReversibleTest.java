package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.golden.GoldenPairs.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of mappings that must undo each other. */
class ReversibleTest {
  private static final Path FOLDER =
      Projects.root().resolve("mappings/engine/src/test/resources/reversible");
  private static final GoldenPairs GOLDEN = GoldenPairs.ofJson();
  @TempDir Path root;

  @Test
  void pairThatUndoesItself_isSound_andItsGoldenSourcesComeOutAgain() {
    Loaded loaded = new Mappings(SampleSystem.CATALOG).load(List.of(FOLDER));
    assertThat(loaded.findings()).isEmpty();
    ExternalSystem system = loaded.systems().get("depot-orders");
    List<Pair> pairs = GoldenPairs.pairs(system);

    assertThat(pairs).hasSize(2);
    for (Pair pair : pairs) {
      InboundMapping mapping = system.in().get(pair.document());
      if (Boolean.getBoolean("golden.rewrite")) {
        GOLDEN.rewrite(pair, mapping);
      }
      assertThat(mapping.reversible()).isTrue();
      assertThat(GOLDEN.differences(pair, mapping)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MEMO: note | MEMO: {from: note, cut: 2} | column MEMO: 'by rail' is written back as 'by'",
        "MEMO: note | MEMO: {from: salesperson}  | column MEMO: 'by rail' is written back as nothing",
        "unit: 万吨 | unit: t | column lines[1].WAN_TON: '1.250' is written back as '12500'",
        "each: lines | each: lines\\n    where: {cel: \"grade != 'B'\"} | group lines: 2 records are written back as 1",
        "DAY: {from: orderDate, date: yyyyMMdd} | DAY: {constant: x} | column DAY: '20260315'"
      })
  void goldenSource_mustComeOutAsItWentIn(String part, String by, String difference)
      throws IOException {
    copy();
    ExternalSystem sound = load().systems().get("depot-orders");
    change("sales-order.in.yaml", "reversible: true\n", "");
    change("sales-order.out.yaml", part, by.replace("\\n", "\n"));
    ExternalSystem lossy = load().systems().get("depot-orders");
    ExternalSystem mixed =
        new ExternalSystem(
            sound.id(),
            sound.names(),
            sound.owner(),
            sound.transport(),
            sound.settings(),
            sound.in(),
            lossy.out(),
            sound.onMissing(),
            sound.newestOnly(),
            sound.deletes(),
            sound.folder());

    Pair pair =
        GoldenPairs.pairs(mixed).stream()
            .filter(one -> one.folder().endsWith("words"))
            .findFirst()
            .orElseThrow();
    assertThat(GOLDEN.differences(pair, sound.in().get(pair.document())))
        .singleElement()
        .asString()
        .contains(difference);
    assertThat(GOLDEN.differences(pair, lossy.in().get(pair.document()))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // code | file | what stands there | what a user wrote instead | part of the message
        "MAP-080 | in  | note: MEMO | note: {cel: \"source.MEMO\"} | a calculation has no inverse",
        "MAP-080 | in  | note: MEMO | note: {from: MEMO, default: none} | its default look the same",
        "MAP-080 | in  | note: MEMO | note: [MEMO, CUST] | several sources",
        "MAP-080 | in  | note: MEMO | note: {from: MEMO, cut: 10} | 'cut' cannot be undone",
        "MAP-080 | in  | note: MEMO | note: {from: MEMO, width: narrow} | 'width' cannot be undone",
        "MAP-080 | in  | note: MEMO | note: {from: MEMO, repair: {read: latin1, as: GBK}} | 'repair' cannot be undone",
        "MAP-080 | in  | note: MEMO | note: CUST_NAME | fills sales-order.in.yaml:11 as well",
        "MAP-080 | in  | note: MEMO | note: {from: {group: lines, from: GRADE}} | several sources",
        "MAP-080 | in  | {times: 万}} | {times: 万}, decimals: 2} | rounding loses digits",
        "MAP-080 | in  | {times: 万}} | {times: 万, words: true}} | 'words' cannot be undone",
        "MAP-080 | in  | date: yyyyMMdd | date: [yyyyMMdd, yyyy-MM-dd] | several patterns",
        "MAP-080 | in  | codelist: items | codelist: items, unmapped: keep | no word to go back to",
        "MAP-080 | in  | unit: 万吨 | unit: \"[lb_av]\", to: kg | only by rounding",
        "MAP-080 | in  | lineNumber: N | where: {cel: \"source.N != null\"}\\n    lineNumber: N | what it leaves out",
        "MAP-080 | in  | shipTo: {use | shipTo: {when: {cel: \"source.MEMO != null\"}, use | what it leaves out",
        "MAP-080 | in  | reversible: true | reversible: true\\nfilter: {cel: \"source.NO != null\"} | leave no document",
        "MAP-080 | in  | reversible: true | reversible: true\\nrepair: {read: latin1, as: GBK} | the text as it was",
        "MAP-080 | out | MEMO: note | MEMO: {from: note, cut: 10} | what is cut off",
        "MAP-080 | out | MEMO: note | MEMO: [note, salesperson] | written from several fields",
        "MAP-080 | out | each: lines | each: lines\\n    where: {cel: \"grade != 'A'\"} | what it leaves out",
        "MAP-081 | out | MEMO: note | OTHER: note | column 'MEMO' fills note but is not written",
        "MAP-081 | out | MEMO: note | MEMO: salesperson | fills note but is written from salesperson",
        "MAP-081 | out | GRADE: grade | GRADE: document.note | fills lines.grade but is written from note",
        "MAP-083 | out | DAY: {from: orderDate, date: yyyyMMdd} | DAY: {from: orderDate, date: yyyy-MM-dd} | is not a date",
        "MAP-083 | out | unit: 万吨 | unit: 吨 | came back as",
        "MAP-083 | out | TOTAL_WAN: {from: totalAmount.value, number: {times: 万}} | TOTAL_WAN: totalAmount.value | totalAmount.value",
        "MAP-083 | out | PRICE: {from: unitPrice.value, number: {thousands: \",\", trailingMinus: true}} | PRICE: {from: unitPrice.value, number: {thousands: \".\", decimal: \",\", trailingMinus: true}} | unitPrice",
        "MAP-083 | out | {from: item.code, codelist: items} | {from: item.code, values: {CRUDE-DQ: SL, CRUDE-SL: DQ}} | lines[1].item.code"
      })
  void whatCannotBeUndone_isToldWithItsPlace(
      String code, String file, String part, String by, String message) throws IOException {
    copy();
    String name = "sales-order." + file.strip() + ".yaml";
    change(name, part.strip(), by.strip().replace("\\n", "\n"));
    if (!code.equals("MAP-080")) {
      name = "sales-order.in.yaml";
    }

    List<Finding> findings = load().findings();
    String expectedFile = name;
    assertThat(findings)
        .filteredOn(finding -> finding.code().equals(code))
        .anySatisfy(
            finding -> {
              assertThat(finding.message()).contains(message);
              assertThat(finding.file()).isEqualTo(expectedFile);
              assertThat(finding.line()).isPositive();
              assertThat(finding.error()).isTrue();
            });
  }

  @Test
  void listOfSeveralCodesForOne_cannotBeUndone() throws IOException {
    copy();
    change("codelists/items.csv", "name_zh\n", "name_zh,reverse\n");
    change("codelists/items.csv", "大庆原油\n", "大庆原油,true\nDQ2,CRUDE-DQ,Daqing,大庆,\n");
    change("codelists/items.csv", "胜利原油\n", "胜利原油,\n");

    assertThat(load().findings())
        .filteredOn(finding -> finding.code().equals("MAP-080"))
        .anySatisfy(
            finding ->
                assertThat(finding.message()).contains("'DQ' and 'DQ2' both become 'CRUDE-DQ'"));
  }

  @Test
  void reversibleWithoutAnOutboundMapping_isAFinding() throws IOException {
    copy();
    change("system.yaml", "out: [sales-order]", "out: []");
    Files.delete(root.resolve("depot-orders/sales-order.out.yaml"));

    assertThat(load().findings())
        .filteredOn(finding -> finding.code().equals("MAP-082"))
        .extracting(finding -> finding.file() + ":" + finding.line())
        .containsExactly("sales-order.in.yaml:6");
  }

  @Test
  void samePairWithoutReversible_mayLoseWhatItLikes() throws IOException {
    copy();
    change("sales-order.in.yaml", "reversible: true\n", "");
    change("sales-order.in.yaml", "note: MEMO", "note: {from: MEMO, cut: 10}");

    assertThat(load().findings()).isEmpty();
  }

  private Loaded load() {
    return new Mappings(SampleSystem.CATALOG).load(List.of(root));
  }

  private void change(String file, String part, String by) throws IOException {
    Path path = root.resolve("depot-orders").resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(part);
    Files.writeString(path, text.replace(part, by));
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path to = root.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }
}
