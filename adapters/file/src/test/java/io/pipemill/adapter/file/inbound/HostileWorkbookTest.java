package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.inbound.Workbooks.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no workbooks, or more than one: each is one rejection and harms no neighbour. */
class HostileWorkbookTest {
  private static final String ROWS =
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
          + "<row r='2'><c r='A2'><v>7</v></c><c r='B2' t='s'><v>2</v></c></row>";
  private static final Table GOOD =
      new Table("S", new Object[][] {{"NO", "CUST"}, {"R-1", "C"}, {"R-2", 4.5}});
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "excel");
    fixture.source.clear();
    fixture.shape = new Columns(List.of("NO", "CUST"), Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void rejects(byte[] bytes, String code, String... words) {
    fixture.drop("a.xlsx", bytes);
    fixture.drop("good.xlsx", Workbooks.xlsx(GOOD));
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(3);
    assertThat(arrivals.get(0).record()).isNull();
    assertThat(arrivals.get(0).problems()).hasSize(1);
    assertThat(arrivals.get(0).problems().get(0).code()).isEqualTo(code);
    assertThat(arrivals.get(0).problems().get(0).message()).contains(words);
    assertThat(arrivals.subList(1, 3)).allMatch(a -> a.problems().isEmpty());
    assertThat(fixture.names("rejected")).containsExactly("a.xlsx", "a.xlsx.reason.json");
    assertThat(fixture.names("done")).containsExactly("good.xlsx");
  }

  private static byte[] changed(String part, UnaryOperator<String> change) {
    Map<String, String> parts = Workbooks.parts(ROWS);
    parts.computeIfPresent(part, (name, xml) -> change.apply(xml));
    return Workbooks.zip(parts);
  }

  private static byte[] rows(String rows) {
    return Workbooks.zip(Workbooks.parts(rows));
  }

  @Test
  void theBaseOfTheseFiles_isAGoodWorkbook() {
    fixture.drop("a.xlsx", changed("xl/workbook.xml", xml -> xml));
    assertThat(fixture.drain(10)).hasSize(1).allMatch(a -> a.problems().isEmpty());
  }

  @Test
  void renamedCsv_isToldAsText() {
    rejects("NO,CUST\nR-1,原油\n".getBytes(StandardCharsets.UTF_8), "FILE-030", "format: csv");
  }

  @Test
  void webPageNamedLikeAWorkbook_isToldAsOne() {
    rejects("\n<html><table><tr><td>NO".getBytes(StandardCharsets.UTF_8), "FILE-030", "a web page");
  }

  @Test
  void bytesAndOtherArchives_areNoWorkbook() {
    rejects(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "FILE-030", "no workbook");
  }

  @Test
  void archiveOfSomethingElse_isNoWorkbook() {
    rejects(Workbooks.zip(Map.of("readme.txt", "hello")), "FILE-030", "no workbook");
  }

  @Test
  void emptyFile_isToldAsEmpty() {
    rejects(new byte[0], "FILE-001", "empty");
  }

  @Test
  void fileOverTheLimit_isRefusedUnopened() {
    fixture.file.put("maxBytes", 10_000);
    byte[] large = Arrays.copyOf(Workbooks.xlsx(GOOD), 10_001);
    rejects(large, "FILE-006", "file.maxBytes");
  }

  @Test
  void passwordOfXlsx_isToldAsOne() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem file = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream to = encryptor.getDataStream(file)) {
        to.write(Workbooks.xlsx(GOOD));
      }
      file.writeFilesystem(out);
    }
    rejects(out.toByteArray(), "FILE-031", "password");
  }

  @Test
  void passwordOfXls_isToldAsOne() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook(new ByteArrayInputStream(Workbooks.xls(GOOD)))) {
      Biff8EncryptionKey.setCurrentUserPassword("secret");
      book.write(out);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    rejects(out.toByteArray(), "FILE-031", "password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml"
      })
  void doctypeInAnyPartThatIsRead_isRefusedAndNothingIsFetched(String part) {
    byte[] bytes =
        changed(
            part,
            xml ->
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                    + xml.replace("<v>7</v>", "<v>&e;</v>"));
    if (part.startsWith("[")) {
      // nothing in it matters, so nobody reads it
      fixture.drop("a.xlsx", bytes);
      assertThat(fixture.drain(10)).allMatch(a -> a.problems().isEmpty());
    } else {
      rejects(bytes, "FILE-032", "document type declaration");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='1'><c r='ZZZZZZZ1'><v>1</v></c></row>",
        "<row r='1'><c r='XFE1'><v>1</v></c></row>",
        "<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>",
        "<row r='2'/><row r='1'/>",
        "<row r='1048577'/>",
        "<row r='99999999999'/>",
        "<row r='1'><c t='s'><v>3</v></c></row>",
        "<row r='1'><c t='s'><v>-1</v></c></row>",
        "<row r='1'><c><v>1e999</v></c></row>",
        "<row r='1'><c><v>NaN</v></c></row>",
        "<row r='1'><c><v>abc</v></c></row>",
        "<row r='1'><c><v>1</v>",
        "<row r='1'><c><v>&undeclared;</v></c></row>",
      })
  void sheetThatCannotBe_isDamaged(String rows) {
    rejects(rows(rows), "FILE-032", "damaged");
  }

  @Test
  void bombInASheet_isStoppedWhileItIsUnpacked() throws Exception {
    String row = "<row><c t='str'><v>" + "a".repeat(3000) + "</v></c></row>";
    rejects(bomb("xl/worksheets/sheet1.xml", row), "FILE-033", "larger");
  }

  @Test
  void bombOfSharedTexts_isStoppedWhileItIsUnpacked() throws Exception {
    rejects(bomb("xl/sharedStrings.xml", "<si><t/></si>"), "FILE-033", "larger");
  }

  @Test
  void bombOfStyles_isStoppedWhileItIsUnpacked() throws Exception {
    rejects(bomb("xl/styles.xml", "<xf numFmtId='0'/>"), "FILE-033", "larger");
  }

  /** A part of 100 MB of one thing over and over, behind what is good in it. */
  private static byte[] bomb(String part, String filling) throws Exception {
    Map<String, String> parts = Workbooks.parts(ROWS);
    String whole = parts.get(part);
    // in the sheet, styles or texts, not behind them
    int at = whole.lastIndexOf("</", whole.lastIndexOf("</") - 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = filling.repeat(1_000_000 / filling.length()).getBytes(StandardCharsets.UTF_8);
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> each : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        if (each.getKey().equals(part)) {
          zip.write(whole.substring(0, at).getBytes(StandardCharsets.UTF_8));
          for (long written = 0; written < 100_000_000; written += block.length) {
            zip.write(block);
          }
        } else {
          zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void textLargerThanAnyRow_isRefused() {
    fixture.file.put("maxRecordMegabytes", 1);
    StringBuilder noise = new StringBuilder();
    Random random = new Random(7);
    while (noise.length() < 3_000_000) {
      noise.append(Long.toHexString(random.nextLong()));
    }
    rejects(
        rows("<row r='1'><c t='str'><v>" + noise + "</v></c></row>"),
        "FILE-024",
        "file.maxRecordMegabytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void truncatedAnywhere_isRejectedOrReadWholeAndNeverMore(String format) {
    byte[] whole = Workbooks.of(format, GOOD);
    for (int part = 1; part < 40; part++) {
      fixture.drop("cut-" + part + ".xlsx", Arrays.copyOf(whole, whole.length * part / 40));
    }
    fixture.drop("good.xlsx", Workbooks.xlsx(GOOD));
    List<Arrival> arrivals = fixture.drain(100);
    // the last bytes of .xls are padding: without them it is whole
    long cut = arrivals.stream().filter(a -> a.record() == null).count();
    assertThat(cut).isEqualTo(arrivals.stream().filter(a -> !a.problems().isEmpty()).count());
    assertThat(cut).isGreaterThanOrEqualTo(30);
    assertThat(arrivals.get(arrivals.size() - 1).record()).isNotNull();
    assertThat(fixture.names("rejected")).hasSize((int) cut * 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void flippedBytes_areRejectedOrReadAndNeverStopTheInbox(String format) {
    byte[] whole = Workbooks.of(format, GOOD);
    Random random = new Random(20_261_125);
    int files = 300;
    for (int i = 0; i < files; i++) {
      byte[] bytes = whole.clone();
      for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      fixture.drop("flipped-" + i + ".xlsx", bytes);
    }
    List<Arrival> arrivals = fixture.drain(500);
    assertThat(arrivals).allMatch(a -> a.record() != null || !a.problems().isEmpty());
    assertThat(fixture.names("done").stream().filter(n -> n.endsWith(".xlsx")).count())
        .isEqualTo(
            files - fixture.names("rejected").stream().filter(n -> n.endsWith(".xlsx")).count());
    assertThat(fixture.names("rejected")).isNotEmpty();
    assertThat(fixture.inbox()).isEmptyDirectory();
  }
}
