package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedSourceTest {
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "fixed");
    fixture.source.clear();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Name and width by turns, or name and section. */
  private static Map<String, Object> columns(Object... pairs) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put(pairs[i].toString(), pairs[i + 1]);
    }
    return columns;
  }

  private static Map<String, Object> number(int width, int decimals) {
    return Map.of("width", width, "decimals", decimals);
  }

  /** Lines of NO (4), NAME (6) and TON (7, two decimals). */
  private void flat() {
    fixture.source.put("columns", columns("NO", 4, "NAME", 6, "TON", number(7, 2)));
    fixture.shape = new Columns(List.of("NO", "NAME", "TON"), Map.of());
  }

  /** H: ticket, D: meter and volume, T: count of D and their sum. */
  private void typed() {
    fixture.source.put("prefix", "H");
    fixture.source.put("columns", columns("NO", Map.of("start", 2, "width", 4)));
    fixture.source.put(
        "lines",
        Map.of(
            "prefix",
            "D",
            "columns",
            columns("NO", Map.of("start", 2, "width", 4), "METER", 3, "VOL", number(6, 1))));
    fixture.source.put(
        "trailer",
        Map.of(
            "prefix",
            "T",
            "columns",
            columns("N", Map.of("start", 2, "width", 3, "decimals", 0), "SUM", number(8, 1)),
            "counts",
            Map.of("N", "lines"),
            "totals",
            Map.of("SUM", "lines.VOL")));
    fixture.shape =
        new Columns(List.of("NO"), Map.of("lines", new Columns(List.of("METER", "VOL"), Map.of())));
  }

  private List<Arrival> read(String text) {
    fixture.drop("a.txt", text, "GB18030");
    fixture.file.putIfAbsent("encoding", "GB18030");
    return fixture.drain(100);
  }

  private Violation onlyProblem(List<Arrival> arrivals) {
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).record()).isNull();
    return arrivals.get(0).problems().get(0);
  }

  @Test
  void linesOfFixedWidth_areCutInBytes() {
    flat();
    List<Arrival> arrivals = read("A001原油  0001234\nA002abcdef  -1250\r\n\n");
    assertThat(arrivals)
        .extracting(
            a -> a.record().value("NO"),
            a -> a.record().value("NAME"),
            a -> a.record().value("TON"))
        .containsExactly(
            tuple("A001", "原油", new BigDecimal("12.34")),
            tuple("A002", "abcdef", new BigDecimal("-12.50")));
    assertThat(arrivals.get(1).record().where()).isEqualTo("a.txt line 2");
    assertThat(fixture.names("done")).containsExactly("a.txt");
  }

  @Test
  void widthsInCharacters_countCharactersAlsoBeyondTheBasicPlane() {
    flat();
    fixture.file.put("widths", "characters");
    List<Arrival> arrivals = read("A001原油𠀀   0001234\n");
    assertThat(arrivals.get(0).record().value("NAME")).isEqualTo("原油𠀀");
    assertThat(arrivals.get(0).record().value("TON")).isEqualTo(new BigDecimal("12.34"));
  }

  @Test
  void bordersThatCutACharacter_rejectTheirLineAndSayWhy() {
    flat();
    List<Arrival> arrivals = read("A001油油油0001234\nA001a油油油001234\n");
    assertThat(arrivals.get(0).problems()).isEmpty();
    assertThat(arrivals.get(1).problems())
        .extracting(Violation::code, Violation::field, Violation::where)
        .containsExactly(
            tuple("FILE-072", "NAME", "a.txt line 2, column NAME"),
            tuple("FILE-072", "TON", "a.txt line 2, column TON"));
    assertThat(arrivals.get(1).problems().get(0).message()).contains("widths are in characters");
  }

  @Test
  void bytesOfAnotherEncoding_rejectTheFileWithOffsetAndLine() {
    flat();
    fixture.file.put("encoding", "UTF-8");
    // the first two bytes of these characters happen to be UTF-8
    Violation violation = onlyProblem(read("A001abcdef0001234\nA001原油  0001234\n"));
    assertThat(violation.code()).isEqualTo("FILE-002");
    assertThat(violation.field()).isEqualTo("byte 24");
    assertThat(violation.where()).isEqualTo("a.txt line 2");
  }

  @ParameterizedTest
  @CsvSource({
    "'   1234', 12.34",
    "0001234, 12.34",
    "'  1234-', -12.34",
    "'  +1234', 12.34",
    "'      5', 0.05",
    "'1234   ', 12.34"
  })
  void impliedDecimals_areTakenFromTheRight(String cell, BigDecimal value) {
    flat();
    assertThat(read("A001abcdef" + cell + "\n").get(0).record().value("TON")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"  12.34", "12 3456", "******1", "-1234- ", "-      ", "１２   "})
  void cellThatIsNoRowOfDigits_rejectsItsLineOnly(String cell) {
    flat();
    List<Arrival> arrivals = read("A001abcdef" + cell + "\nA002abcdef0000100\n");
    assertThat(arrivals.get(0).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-078", "a.txt line 1, column TON"));
    assertThat(arrivals.get(1).problems()).isEmpty();
    assertThat(fixture.reason("done", "a.txt.reason.json"))
        .contains("\"line\" : 1", "\"column\" : \"TON\"");
  }

  @Test
  void paddingOfAColumn_isTakenOffItsSide() {
    fixture.source.put(
        "columns",
        columns(
            "A", Map.of("width", 6, "pad", "0", "align", "right"),
            "B", Map.of("width", 6, "pad", "."),
            "C", Map.of("width", 6, "pad", "*", "decimals", 1),
            "D", Map.of("start", 25, "width", 2)));
    fixture.shape = new Columns(List.of("A", "B", "C", "D"), Map.of());
    RecordTree record = read("00X010a.b...***123abc   xx\n").get(0).record();
    assertThat(record.value("A")).isEqualTo("X010");
    assertThat(record.value("B")).isEqualTo("a.b");
    assertThat(record.value("C")).isEqualTo(new BigDecimal("12.3"));
    assertThat(record.value("D")).isEqualTo("xx");
  }

  @Test
  void shortAndLongLines_areRejectedByNumberAndOthersAreNot() {
    flat();
    List<Arrival> arrivals =
        read(
            "A001abcdef0000100\nA002abc\nA003abcdef0000100x\nA004abcdef0000100   \nA005abcdef0000100");
    assertThat(arrivals).hasSize(5);
    assertThat(arrivals.get(1).problems())
        .extracting(Violation::code, Violation::value, Violation::expected, Violation::where)
        .containsExactly(tuple("FILE-070", "7 bytes", "17 bytes", "a.txt line 2"));
    assertThat(arrivals.get(2).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-071", "a.txt line 3"));
    assertThat(List.of(arrivals.get(0), arrivals.get(3), arrivals.get(4)))
        .allSatisfy(a -> assertThat(a.problems()).isEmpty());
    assertThat(fixture.names("done")).containsExactly("a.txt", "a.txt.reason.json");
  }

  @Test
  void shortLines_arePaddedWhereTheyMayBe() {
    flat();
    fixture.file.put("shortLines", "pad");
    RecordTree record = read("A001ab\n").get(0).record();
    assertThat(record.value("NAME")).isEqualTo("ab");
    assertThat(record.value("TON")).isNull();
  }

  @Test
  void linesOfOneKey_areLinesOfOneDocument() {
    flat();
    fixture.source.put("key", List.of("NO"));
    fixture.source.put("lines", Map.of());
    fixture.shape =
        new Columns(List.of("NO"), Map.of("lines", new Columns(List.of("TON"), Map.of())));
    List<Arrival> arrivals = read("A001abcdef0000100\nA002abcdef0000200\nA001abcdef0000300\n");
    assertThat(arrivals).extracting(a -> a.record().value("NO")).containsExactly("A002", "A001");
    assertThat(arrivals.get(1).record().group("lines")).hasSize(2);
  }

  @Test
  void detailLines_belongToTheHeaderBeforeThem() {
    typed();
    List<Arrival> arrivals =
        read("H0001\nD0001M01000010\nD0001M02000020\nH0002\nH0003\nD0003M01000005\nT00300000035\n");
    assertThat(arrivals).hasSize(3).allSatisfy(a -> assertThat(a.problems()).isEmpty());
    assertThat(arrivals)
        .extracting(a -> a.record().value("NO"))
        .containsExactly("0001", "0002", "0003");
    assertThat(arrivals.get(0).record().group("lines"))
        .extracting(line -> line.value("METER"), line -> line.value("VOL"), RecordTree::where)
        .containsExactly(
            tuple("M01", new BigDecimal("1.0"), "line 2"),
            tuple("M02", new BigDecimal("2.0"), "line 3"));
    assertThat(arrivals.get(1).record().group("lines")).isEmpty();
  }

  @Test
  void detailLinesWithAKey_belongToItsHeaderWhereverTheyStand() {
    typed();
    fixture.source.put("key", List.of("NO"));
    List<Arrival> arrivals =
        read("D0002M01000010\nH0001\nH0002\nD0001M02000020\nD0002M03000005\nT00300000035\n");
    assertThat(arrivals).hasSize(2).allSatisfy(a -> assertThat(a.problems()).isEmpty());
    assertThat(arrivals).extracting(a -> a.record().value("NO")).containsExactly("0001", "0002");
    assertThat(arrivals.get(1).record().group("lines"))
        .extracting(l -> l.value("METER"))
        .containsExactly("M01", "M03");
  }

  @ParameterizedTest
  @CsvSource({
    "T00400000030, FILE-073, N, 4, 2",
    "T00100000030, FILE-073, N, 1, 2",
    "T00200000031, FILE-074, SUM, 3.1, 3.0",
    "'T002        ', FILE-074, SUM, , 3.0",
    "T   00000030, FILE-073, N, , 2"
  })
  void trailerThatDoesNotFit_rejectsTheFile(
      String trailer, String code, String column, String value, String expected) {
    typed();
    Violation violation =
        onlyProblem(read("H0001\nD0001M01000010\nD0001M02000020\n" + trailer + "\n"));
    assertThat(violation.code()).isEqualTo(code);
    assertThat(violation.field()).isEqualTo(column);
    assertThat(violation.value()).isEqualTo(value);
    assertThat(violation.expected()).isEqualTo(expected);
    assertThat(violation.where()).isEqualTo("a.txt line 4, column " + column);
    assertThat(fixture.names("rejected")).containsExactly("a.txt", "a.txt.reason.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H0001\nD0001M01000010\n",
        "H0001\nD0001M01000010\nT00100000010\nH0002\n",
        "H0001\nD0001M01000010\nT001\n",
        "H0001\nD0001M01000010\nT0x100000010\n"
      })
  void fileWithoutAWholeTrailerAtItsEnd_isRejected(String text) {
    typed();
    assertThat(onlyProblem(read(text)).code()).isEqualTo("FILE-075");
  }

  @Test
  void brokenDetail_rejectsItsDocumentAndLeavesTheTotalUnchecked() {
    typed();
    List<Arrival> arrivals =
        read("H0001\nD0001M01000010\nD0001M02\nH0002\nD0002M03000005\nT00300000035\n");
    assertThat(arrivals.get(0).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-070", "a.txt line 3"));
    assertThat(arrivals.get(1).problems()).isEmpty();
    assertThat(fixture.reason("done", "a.txt.reason.json"))
        .contains("FILE-070", "FILE-079", "SUM was not checked, because line 3");
  }

  @Test
  void linesOfNoKind_rejectTheDocumentTheyStandIn() {
    typed();
    fixture.source.remove("trailer");
    List<Arrival> arrivals = read("X\nH0001\nD0001M01000010\nE0001M02000020\nH0002\n");
    assertThat(arrivals).hasSize(3);
    assertThat(onlyCode(arrivals.get(0))).isEqualTo("FILE-076");
    assertThat(arrivals.get(0).record()).isNull();
    assertThat(onlyCode(arrivals.get(1))).isEqualTo("FILE-076");
    assertThat(arrivals.get(1).problems().get(0).expected()).contains("[H, D]");
    assertThat(arrivals.get(2).problems()).isEmpty();
  }

  @Test
  void detailsWithoutTheirHeaderAndHeadersTwice_areRejected() {
    typed();
    fixture.source.remove("trailer");
    List<Arrival> inOrder = read("D0001M01000010\nH0002\n");
    assertThat(onlyCode(inOrder.get(0))).isEqualTo("FILE-077");
    assertThat(inOrder.get(1).problems()).isEmpty();

    fixture.restart();
    fixture.source.put("key", List.of("NO"));
    List<Arrival> byKey = read("D0001M01000010\nH0002\nH0003\nH0002\nD0003M01000010\n");
    assertThat(byKey).hasSize(3);
    assertThat(onlyCode(byKey.get(0))).isEqualTo("FILE-077");
    assertThat(onlyCode(byKey.get(1))).isEqualTo("FILE-081");
    assertThat(byKey.get(2).problems()).isEmpty();
  }

  private static String onlyCode(Arrival arrival) {
    assertThat(arrival.problems()).hasSize(1);
    return arrival.problems().get(0).code();
  }

  @Test
  void firstLineOfTheFile_givesItsColumnsToEveryDocument() {
    flat();
    fixture.source.put(
        "head", Map.of("prefix", "#", "columns", columns("DAY", Map.of("start", 2, "width", 8))));
    fixture.shape = new Columns(List.of("NO", "DAY"), Map.of());
    List<Arrival> arrivals = read("#20251008\nA001abcdef0000100\nA002abcdef0000100\n");
    assertThat(arrivals)
        .extracting(a -> a.record().value("NO"), a -> a.record().value("DAY"))
        .containsExactly(tuple("A001", "20251008"), tuple("A002", "20251008"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A001abcdef0000100\n", "#20251008\nA001abcdef0000100\n#20251009\n", "#2025\n"})
  void fileWithoutItsFirstLineAtItsPlace_isRejected(String text) {
    flat();
    fixture.source.put(
        "head", Map.of("prefix", "#", "columns", columns("DAY", Map.of("start", 2, "width", 8))));
    fixture.shape = new Columns(List.of("NO", "DAY"), Map.of());
    assertThat(onlyProblem(read(text)).code()).isEqualTo("FILE-075");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IBM1047", "IBM037"})
  void ebcdicOfAMainframe_isReadWithoutLineBreaks(String encoding) {
    assumeTrue(Charset.isSupported(encoding), encoding + " is not in this JDK");
    flat();
    fixture.file.put("encoding", encoding);
    fixture.file.put("lineLength", 17);
    fixture.drop("a.txt", "A001abcdef0001234A002ABCDEF    -55", encoding);
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("NAME"), a -> a.record().value("TON"))
        .containsExactly(
            tuple("abcdef", new BigDecimal("12.34")), tuple("ABCDEF", new BigDecimal("-0.55")));
  }

  @Test
  void byteOrderMarkAndEndMark_areNoPartOfTheLines() {
    flat();
    fixture.file.put("encoding", "UTF-8");
    fixture.drop("a.txt", "\uFEFFA001原油0001234\n\u001A");
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("NO"), a -> a.record().value("NAME"))
        .containsExactly(tuple("A001", "原油"));
  }

  @Test
  void lineThatNeverEnds_rejectsTheFile() {
    flat();
    fixture.file.put("maxRecordMegabytes", 1);
    assertThat(onlyProblem(read("x".repeat(1_100_000))).code()).isEqualTo("FILE-012");
  }

  @Test
  void settingsThatMakeNoSense_areNamedAllAtOnce() {
    typed();
    fixture.file.put("encoding", "UTF-16LE");
    fixture.file.put("widths", "inches");
    fixture.source.put("key", List.of("NOO"));
    fixture.source.put("colums", "x");
    fixture.source.put(
        "trailer",
        Map.of(
            "prefix",
            "T",
            "columns",
            columns("N", 3),
            "counts",
            Map.of("N", "linse"),
            "totals",
            Map.of("N", "lines.METER")));
    fixture.shape =
        new Columns(
            List.of("NO", "DATE"), Map.of("lines", new Columns(List.of("METRE"), Map.of())));
    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("file.encoding: found UTF-16LE")
        .hasMessageContaining("file.widths: found inches")
        .hasMessageContaining("source.columns.NOO: missing, expected its width, did you mean 'NO'?")
        .hasMessageContaining("source.columns.DATE: missing")
        .hasMessageContaining(
            "source.lines.columns.METRE: missing, expected its width, did you mean 'METER'?")
        .hasMessageContaining("counts.N: found linse, expected all, document or one of [lines]")
        .hasMessageContaining("counts.N: found no such column of the trailer with 'decimals'")
        .hasMessageContaining("totals.N: found lines.METER, expected COLUMN or GROUP.COLUMN")
        .hasMessageContaining("source.colums: unknown key");
  }

  @Test
  void fileReadInSmallBatchesWithRestarts_givesEachDocumentOnce() {
    typed();
    fixture.source.remove("trailer");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("H%04d\nD%04dM01000010\n".formatted(i, i));
    }
    fixture.drop("a.txt", text.toString());
    int given = 0;
    for (int i = 0; i < 30; i++) {
      fixture.restart();
      given += fixture.read(3).arrivals().size();
    }
    assertThat(given).isEqualTo(50);
    assertThat(fixture.names("done")).containsExactly("a.txt");
  }

  @Test
  void bytesChangedAtRandom_neverStopTheReadingAndNeverChangeATotalUnseen() {
    typed();
    fixture.file.put("encoding", "GB18030");
    String text = "H0001\nD0001M01000010\nD0001M02000020\nH0002\nD0002M03000005\nT00300000035\n";
    Random random = new Random(5);
    int files = 300;
    for (int i = 0; i < files; i++) {
      byte[] bytes = text.getBytes(Charset.forName("GB18030"));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      fixture.drop("t" + i + ".txt", bytes);
    }
    List<Arrival> arrivals = fixture.drain(10_000);
    assertThat(fixture.names("inbox")).isEmpty();
    assertThat(arrivals.size()).isGreaterThan(files);
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      RecordTree record = arrival.record();
      String file = arrival.version();
      if (record == null || !arrival.problems().isEmpty()) {
        sums.put(file, BigDecimal.valueOf(-1000));
      } else {
        for (RecordTree line : record.group("lines")) {
          sums.merge(file, (BigDecimal) line.value("VOL"), BigDecimal::add);
        }
      }
    }
    assertThat(sums.values())
        .allSatisfy(
            sum ->
                assertThat(sum.signum() < 0 || sum.compareTo(new BigDecimal("3.5")) == 0).isTrue());
  }
}
