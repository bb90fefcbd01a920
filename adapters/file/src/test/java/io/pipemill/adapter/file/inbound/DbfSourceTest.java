package io.pipemill.adapter.file.inbound;

import static io.pipemill.adapter.file.inbound.Tables.little;
import static io.pipemill.adapter.file.inbound.Tables.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linuxense.javadbf.DBFDataType;
import com.linuxense.javadbf.DBFField;
import com.linuxense.javadbf.DBFWriter;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
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

class DbfSourceTest {
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "dbf");
    fixture.source.clear();
    wanted("NO", "NAME");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void wanted(String... columns) {
    fixture.shape = new Columns(List.of(columns), Map.of());
  }

  private static Tables plain() {
    return new Tables(Tables.DBASE3, 0x7A).column("NO", 'N', 6).column("NAME", 'C', 8);
  }

  private RecordTree only(byte[] table) {
    fixture.drop("a.dbf", table);
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).problems()).isEmpty();
    return arrivals.get(0).record();
  }

  private Violation problem(byte[] table) {
    fixture.drop("a.dbf", table);
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    return arrivals.get(0).problems().get(0);
  }

  @Test
  void tableOfAnotherProgram_isReadAsItWasWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(4);
    Object[][] rows = new Object[300][];
    try (DBFWriter writer = new DBFWriter(bytes, Charset.forName("GBK"))) {
      writer.setFields(
          new DBFField[] {
            new DBFField("罐号", DBFDataType.CHARACTER, 20),
            new DBFField("LEVEL", DBFDataType.NUMERIC, 14, 3),
            new DBFField("RATE", DBFDataType.FLOATING_POINT, 12, 2),
            new DBFField("DAY", DBFDataType.DATE),
            new DBFField("OK", DBFDataType.LOGICAL)
          });
      for (int i = 0; i < rows.length; i++) {
        LocalDate day = LocalDate.of(1999, 12, 1).plusDays(random.nextInt(9000));
        rows[i] =
            new Object[] {
              i % 7 == 0 ? null : "油罐" + random.nextInt(1000),
              i % 11 == 0 ? null : BigDecimal.valueOf(random.nextLong() % 1_000_000_000L, 3),
              BigDecimal.valueOf(random.nextInt(100_000), 2),
              i % 5 == 0 ? null : day,
              i % 3 == 0 ? null : random.nextBoolean()
            };
        Object[] written = rows[i].clone();
        written[3] =
            i % 5 == 0 ? null : Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
        writer.addRecord(written);
      }
    }
    wanted("罐号", "LEVEL", "RATE", "DAY", "OK");
    fixture.drop("a.dbf", bytes.toByteArray());
    List<Arrival> arrivals = fixture.drain(1000);
    assertThat(arrivals).hasSize(rows.length);
    for (int i = 0; i < rows.length; i++) {
      RecordTree record = arrivals.get(i).record();
      for (int c = 0; c < 5; c++) {
        assertThat(record.value(c)).as("row %s column %s", i + 1, c).isEqualTo(rows[i][c]);
      }
      assertThat(record.where()).isEqualTo("a.dbf record " + (i + 1));
    }
  }

  @Test
  void everyTypeOfVisualFoxPro_isReadExactly() {
    wanted("N", "F", "D", "L", "I", "Y", "B", "T", "V", "C");
    RecordTree record =
        only(
            new Tables(Tables.VISUAL_FOXPRO, 0x7A)
                .column("N", 'N', 10, 3, 0)
                .column("F", 'F', 8, 2, 0)
                .column("D", 'D', 8)
                .column("L", 'L', 1)
                .column("I", 'I', 4)
                .column("Y", 'Y', 8)
                .column("B", 'B', 8, 2, 0)
                .column("T", 'T', 8)
                .column("V", 'V', 10)
                .column("C", 'C', 300)
                .column("_NullFlags", '0', 1, 0, 5)
                .row(
                    "  -123.450",
                    "1.5",
                    "20251008",
                    "T",
                    little(-7),
                    little(50_000_000_000_001L),
                    little(Double.doubleToLongBits(0.1)),
                    moment(2460957, 29_730_000),
                    // the length of a varying text stands in its last byte where its bit is set
                    new byte[] {'a', 'b', ' ', 0, 0, 0, 0, 0, 0, 3},
                    "长".repeat(140),
                    new byte[] {1})
                .bytes());
    assertThat(record.value("N")).isEqualTo(new BigDecimal("-123.450"));
    assertThat(record.value("F")).isEqualTo(new BigDecimal("1.5"));
    assertThat(record.value("D")).isEqualTo(LocalDate.of(2025, 10, 8));
    assertThat(record.value("L")).isEqualTo(true);
    assertThat(record.value("I")).isEqualTo(-7L);
    assertThat(record.value("Y")).isEqualTo(new BigDecimal("5000000000.0001"));
    assertThat(record.value("B")).isEqualTo(new BigDecimal("0.1"));
    assertThat(record.value("T")).isEqualTo(LocalDateTime.of(2025, 10, 8, 8, 15, 30));
    assertThat(record.value("V")).isEqualTo("ab");
    assertThat(record.value("C")).isEqualTo("长".repeat(140));
  }

  @Test
  void nullOfVisualFoxPro_isNothingWhateverItsBytesAre() {
    wanted("A", "V", "B");
    RecordTree record =
        only(
            new Tables(Tables.VISUAL_FOXPRO, 0x7A)
                .column("A", 'I', 4, 0, 2)
                .column("V", 'V', 4, 0, 2)
                .column("B", 'I', 4, 0, 2)
                .column("_NullFlags", '0', 1, 0, 5)
                // bits: A null, length of V, V null, B null
                .row(little(1), "full", little(3), new byte[] {0b1001})
                .bytes());
    assertThat(record.value("A")).isNull();
    assertThat(record.value("V")).isEqualTo("full");
    assertThat(record.value("B")).isNull();
  }

  @Test
  void emptyCells_areNothing() {
    wanted("N", "D", "L", "T", "C");
    RecordTree record =
        only(
            new Tables(Tables.VISUAL_FOXPRO, 0x7A)
                .column("N", 'N', 6)
                .column("D", 'D', 8)
                .column("L", 'L', 1)
                .column("T", 'T', 8)
                .column("C", 'C', 4)
                .row("", "", "?", moment(0, 0), "")
                .bytes());
    for (int i = 0; i < 5; i++) {
      assertThat(record.value(i)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "N, 6, ******, FILE-056",
    "N, 6, 1 2, FILE-056",
    "N, 6, 1e9999, FILE-056",
    "D, 8, 20250230, FILE-056",
    "D, 8, 2025-1-1, FILE-056",
    "L, 1, X, FILE-056"
  })
  void cellWithoutAValueOfItsType_rejectsItsRecordOnly(
      char type, int length, String text, String code) {
    wanted("NO", "X");
    fixture.drop(
        "a.dbf",
        new Tables(Tables.DBASE3, 0)
            .column("NO", 'N', 6)
            .column("X", type, length)
            .row("1", "")
            .row("2", text)
            .row("3", "")
            .bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(3);
    assertThat(arrivals.get(1).problems())
        .extracting(Violation::code, Violation::field, Violation::value, Violation::where)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(code, "X", text, "a.dbf record 2, column X"));
    assertThat(arrivals.get(0).problems()).isEmpty();
    assertThat(arrivals.get(2).problems()).isEmpty();
    assertThat(fixture.reason("done", "a.dbf.reason.json"))
        .contains("\"record\" : 2", "\"column\" : \"X\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7A, 0x4D})
  void codePage936OfTheHeader_isBelieved(int codePage) {
    Tables table = new Tables(Tables.DBASE3, codePage).column("NO", 'N', 6).column("名称", 'C', 8);
    wanted("NO", "名称");
    assertThat(only(table.row("1", "原油").bytes()).value("名称")).isEqualTo("原油");
  }

  @Test
  void statedEncoding_winsOverTheHeader() {
    fixture.file.put("encoding", "GBK");
    byte[] russian =
        new Tables(Tables.DBASE3, 0xC9)
            .column("NO", 'N', 6)
            .column("NAME", 'C', 8)
            .row("1", "原油")
            .bytes();
    assertThat(only(russian).value("NAME")).isEqualTo("原油");
  }

  @Test
  void tableThatNamesNoCodePage_isNotGuessed() {
    byte[] table =
        new Tables(Tables.DBASE3, 0)
            .column("NO", 'N', 6)
            .column("NAME", 'C', 8)
            .row("1", "原油")
            .bytes();
    Violation violation = problem(table);
    assertThat(violation.code()).isEqualTo("FILE-059");
    assertThat(violation.message()).contains("file.encoding");
    assertThat(violation.where()).isEqualTo("a.dbf record 1, column NAME");
  }

  @Test
  void bytesOfAnotherEncoding_rejectTheTable() {
    Violation violation =
        problem(
            plain()
                .row("1", "x")
                .row("2", new byte[] {'a', (byte) 0xFF, (byte) 0xFF, 'b'})
                .bytes());
    assertThat(violation.code()).isEqualTo("FILE-002");
    assertThat(violation.where()).isEqualTo("a.dbf record 2, column NAME");
    assertThat(fixture.names("rejected")).contains("a.dbf");
  }

  @Test
  void characterCutInHalfAtTheEndOfItsColumn_rejectsItsRecordOnly() {
    fixture.drop("a.dbf", plain().row("1", "x一二三四").row("2", "一二三四").bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).problems()).extracting(Violation::code).containsExactly("FILE-055");
    assertThat(arrivals.get(1).record().value("NAME")).isEqualTo("一二三四");
  }

  @Test
  void deletedRows_arePassedOverAndCounted() {
    fixture.drop(
        "a.dbf", plain().row("1", "a").deleted("2", "b").deleted("3", "c").row("4", "d").bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).extracting(a -> a.record().value("NAME")).containsExactly("a", "d");
    assertThat(arrivals.get(1).record().where()).isEqualTo("a.dbf record 4");
    assertThat(fixture.names("done")).containsExactly("a.dbf", "a.dbf.reason.json");
    assertThat(fixture.reason("done", "a.dbf.reason.json"))
        .contains("FILE-058", "2 deleted rows were passed over");
  }

  @Test
  void deletedRows_areRecordsWhereTheMappingAsksForThem() {
    fixture.source.put("deleted", "GONE");
    wanted("NAME", "GONE");
    fixture.drop("a.dbf", plain().row("1", "a").deleted("2", "b").bytes());
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("GONE"))
        .containsExactly(false, true);
    assertThat(fixture.names("done")).containsExactly("a.dbf");
  }

  @Test
  void rowsOfOneKey_areLinesOfOneDocument() {
    fixture.source.put("key", List.of("NO"));
    fixture.shape =
        new Columns(List.of("NO"), Map.of("lines", new Columns(List.of("NAME"), Map.of())));
    fixture.drop("a.dbf", plain().row("1", "a").row("2", "b").row("1", "c").bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(2);
    assertThat(arrivals.get(1).record().group("lines"))
        .extracting(line -> line.value("NAME"))
        .containsExactly("a", "c");
  }

  private static Tables withMemo(int version, Object block) {
    int length = version == Tables.VISUAL_FOXPRO ? 4 : 10;
    return new Tables(version, 0x7A)
        .column("NO", 'N', 6)
        .column("NAME", 'M', length)
        .row("1", block);
  }

  @Test
  void textsOfFoxPro_comeFromTheFileBesideAndMoveWithIt() {
    fixture.drop("Gauge.FPT", Tables.fpt("罐底有水\r\n已排"));
    fixture.drop("Gauge.CDX", "index");
    fixture.drop("Gauge.dbf", withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).record().value("NAME")).isEqualTo("罐底有水\r\n已排");
    assertThat(fixture.names("inbox")).isEmpty();
    assertThat(fixture.names("done")).containsExactly("Gauge.CDX", "Gauge.FPT", "Gauge.dbf");
  }

  @Test
  void tableOfANameThatIsThereAlready_keepsItsTextsBesideIt() {
    for (String text : List.of("one", "two")) {
      fixture.drop("a.fpt", Tables.fpt(text));
      fixture.drop("a.dbf", withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes());
      assertThat(fixture.drain(10).get(0).record().value("NAME")).isEqualTo(text);
    }
    assertThat(fixture.names("done")).containsExactly("a.dbf", "a.fpt", "a~2.dbf", "a~2.fpt");
    assertThat(fixture.reason("done", "a~2.fpt")).contains("two");
  }

  @Test
  void textsOfDbase_areReadInBothOfTheirForms() {
    fixture.drop("a.dbt", Tables.dbt3("长".repeat(700)));
    fixture.drop("a.dbf", withMemo(Tables.DBASE3_MEMO, "         1").bytes());
    fixture.drop("b.dbt", Tables.dbt4("短"));
    fixture.drop("b.dbf", withMemo(Tables.DBASE4_MEMO, "         1").bytes());
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("NAME"))
        .containsExactly("长".repeat(700), "短");
  }

  @Test
  void tableWithoutItsTexts_waitsForThemAndIsThenRejected() throws IOException {
    Path table = fixture.drop("a.dbf", withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes());
    Files.setLastModifiedTime(table, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("inbox")).containsExactly("a.dbf");
    assertThat(fixture.adapter().check().facts())
        .containsEntry("files waiting for a part of theirs", "1");

    Files.setLastModifiedTime(table, FileTime.from(Instant.now().minusSeconds(3600)));
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).problems()).extracting(Violation::code).containsExactly("FILE-054");
    assertThat(fixture.names("rejected")).containsExactly("a.dbf", "a.dbf.reason.json");
  }

  @Test
  void tableWhoseTextsNobodyReads_doesNotWaitForThem() {
    wanted("NO");
    assertThat(only(withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes()).value("NO"))
        .isEqualTo(BigDecimal.ONE);
  }

  @Test
  void sameTableWithOtherTexts_isAnotherArrival() {
    byte[] table = withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes();
    fixture.drop("a.fpt", Tables.fpt("one"));
    fixture.drop("a.dbf", table);
    fixture.drop("b.fpt", Tables.fpt("two"));
    fixture.drop("b.dbf", table);
    fixture.drop("c.fpt", Tables.fpt("one"));
    fixture.drop("c.dbf", table);
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).key()).isEqualTo(arrivals.get(2).key());
    assertThat(arrivals.get(0).key()).isNotEqualTo(arrivals.get(1).key());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 9, 1_000_000, -1})
  void blockThatIsNoText_rejectsItsRecordOnly(int block) {
    fixture.drop("a.fpt", Tables.fpt("a"));
    fixture.drop(
        "a.dbf", withMemo(Tables.VISUAL_FOXPRO, little(block)).row("2", little(8)).bytes());
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).problems()).extracting(Violation::code).containsExactly("FILE-057");
    assertThat(arrivals.get(1).record().value("NAME")).isEqualTo("a");
  }

  @Test
  void crashBetweenTheMovesOfATable_isFinishedAtTheNextStart() throws IOException {
    byte[] table = withMemo(Tables.VISUAL_FOXPRO, little(8)).bytes();
    Path texts = fixture.drop("a.fpt", Tables.fpt("old"));
    Path moved = Files.createDirectories(home.resolve("done/mill")).resolve("a.dbf");
    Files.write(moved, table);
    String plan =
        "a.fpt\t" + moved.resolveSibling("a.fpt") + "\t" + SourceFile.of(texts).id() + "\n";
    Files.writeString(fixture.inbox().resolve(".0123456789abcdef.moves.part"), plan);

    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("done")).containsExactly("a.dbf", "a.fpt");
    assertThat(fixture.names("inbox")).isEmpty();
  }

  @Test
  void renamedColumn_isNamedWithTheLikelyOne() {
    wanted("NO", "NAMES");
    Violation violation = problem(plain().row("1", "a").bytes());
    assertThat(violation.code()).isEqualTo("FILE-005");
    assertThat(violation.message()).contains("did you mean 'NAME'?");
    assertThat(violation.where()).isEqualTo("a.dbf header");
  }

  @Test
  void columnOfPictures_isNoValue() {
    byte[] table =
        new Tables(0xF5, 0).column("NO", 'N', 6).column("NAME", 'P', 10).row("1", "").bytes();
    assertThat(problem(table).code()).isEqualTo("FILE-049");
  }

  @Test
  void settingsThatMakeNoSense_areNamed() {
    fixture.file.put("delimiter", ",");
    fixture.file.put("encoding", "UTF-16LE");
    fixture.file.put("memoWait", "soon");
    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("file.delimiter: unknown key")
        .hasMessageContaining(
            "file.encoding: found UTF-16LE, expected a character set with the bytes")
        .hasMessageContaining("file.memoWait");
  }

  @Test
  void tableReadInSmallBatchesWithRestarts_givesEachRowOnce() {
    Tables table = plain();
    for (int i = 0; i < 50; i++) {
      table.row(String.valueOf(i), "n" + i);
    }
    fixture.drop("a.dbf", table.bytes());
    int given = 0;
    for (int i = 0; i < 30; i++) {
      fixture.restart();
      var batch = fixture.read(3);
      given += batch.arrivals().size();
    }
    assertThat(given).isEqualTo(50);
    assertThat(fixture.names("done")).containsExactly("a.dbf");
  }

  @Test
  void tableCutOffAnywhere_isRejectedAsAWhole() {
    byte[] table = plain().row("1", "a").row("2", "b").row("3", "c").bytes();
    for (int length = 1; length < table.length - 1; length++) {
      fixture.drop("a" + length + ".dbf", Arrays.copyOf(table, length));
    }
    List<Arrival> arrivals = fixture.drain(1000);
    assertThat(arrivals).hasSize(table.length - 2);
    assertThat(arrivals).allSatisfy(a -> assertThat(a.record()).isNull());
    assertThat(arrivals)
        .extracting(a -> a.problems().get(0).code())
        .containsOnly("FILE-050", "FILE-052");
    assertThat(fixture.names("done")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4294967295, FILE-052", // records
    "4, 2147483647, FILE-052",
    "4, 4, FILE-052",
    "4, 2, FILE-053",
    "4, 0, FILE-053"
  })
  void countThatIsNotThatOfTheRows_rejectsTheTable(int at, long value, String code) {
    byte[] table = plain().row("1", "a").row("2", "b").row("3", "c").bytes();
    for (int i = 0; i < 4; i++) {
      table[at + i] = (byte) (value >> (8 * i));
    }
    assertThat(problem(table).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"8, 0", "8, 33", "8, 65535", "10, 0", "10, 14", "10, 65535"})
  void lengthsThatContradictTheColumns_rejectTheTable(int at, int value) {
    byte[] table = plain().row("1", "a").bytes();
    table[at] = (byte) value;
    table[at + 1] = (byte) (value >> 8);
    assertThat(problem(table).code()).isIn("FILE-051", "FILE-052");
  }

  @ParameterizedTest
  @CsvSource({"4, dBase 7", "2, FoxBASE", "80, workbook", "208, workbook", "65, no table"})
  void otherFiles_areToldWhatTheyLookLike(int first, String message) {
    byte[] table = plain().row("1", "a").bytes();
    table[0] = (byte) first;
    Violation violation = problem(table);
    assertThat(violation.code()).isEqualTo("FILE-050");
    assertThat(violation.message()).contains(message);
  }

  @Test
  void encryptedTable_isRefused() {
    byte[] table = plain().row("1", "a").bytes();
    table[15] = 1;
    assertThat(problem(table).message()).contains("encrypted");
  }

  @Test
  void bytesChangedAtRandom_neverStopTheReading() {
    byte[] table =
        new Tables(Tables.VISUAL_FOXPRO, 0x7A)
            .column("NO", 'N', 6)
            .column("NAME", 'M', 4)
            .column("DAY", 'D', 8)
            .column("V", 'V', 10, 0, 2)
            .column("_NullFlags", '0', 1, 0, 5)
            .row("1", little(8), "20251008", "abc", new byte[] {0})
            .row("2", little(9), "20251009", "def", new byte[] {1})
            .bytes();
    byte[] texts = Tables.fpt("one", "two");
    wanted("NO", "NAME", "DAY", "V");
    Random random = new Random(11);
    int files = 400;
    for (int i = 0; i < files; i++) {
      byte[] changed = table.clone();
      byte[] changedTexts = texts.clone();
      for (int n = 0; n <= i % 3; n++) {
        int at = random.nextInt(changed.length);
        changed[random.nextBoolean() ? at : at % 200] = (byte) random.nextInt(256);
        changedTexts[random.nextInt(changedTexts.length)] = (byte) random.nextInt(256);
      }
      fixture.drop("t" + i + ".fpt", changedTexts);
      fixture.drop("t" + i + ".dbf", changed);
    }
    List<Arrival> arrivals = fixture.drain(10_000);
    assertThat(arrivals.size()).isBetween(files, 3 * files);
    assertThat(fixture.names("inbox")).isEmpty();
    assertThat(fixture.names("done").size()).isPositive();
    assertThat(fixture.names("rejected").size()).isPositive();
  }
}
