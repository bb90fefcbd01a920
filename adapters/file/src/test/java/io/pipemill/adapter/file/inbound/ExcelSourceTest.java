package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.inbound.Workbooks.Table;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelSourceTest {
  private static final Object[] HEAD = {"NO", "CUST", "LN", "TON"};
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "excel");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Object[][] rows(Object[]... rows) {
    return rows;
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private void drop(String name, Object[]... rows) {
    fixture.drop(name, Workbooks.of(name, new Table("Orders", rows)));
  }

  private Violation problem(String name, Object[]... rows) {
    drop(name, rows);
    return onlyProblem();
  }

  private Violation onlyProblem() {
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).record()).isNull();
    assertThat(arrivals.get(0).problems()).hasSize(1);
    return arrivals.get(0).problems().get(0);
  }

  /** One record per row, of the given columns. */
  private void flat(String... columns) {
    fixture.source.clear();
    fixture.shape = new Columns(List.of(columns), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void rowsOfOneKey_areTheLinesOfOneDocumentWithTypedValues(String name) {
    drop(
        name,
        row("Orders of May"),
        row(),
        row("TON", "NO", "else", "CUST", "LN"),
        row(new BigDecimal("12.5"), "R-1", true, LocalDate.of(2026, 3, 8), 1),
        row(733.83334000000002, "R-2", "x", LocalDateTime.of(2026, 3, 8, 6, 30), 1),
        row(0.1 + 0.2, "R-1", null, LocalDate.of(2026, 3, 8), 2));

    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).extracting(a -> a.record().value("NO")).containsExactly("R-2", "R-1");
    RecordTree first = arrivals.get(1).record();
    assertThat(first.value("CUST")).isEqualTo(LocalDate.of(2026, 3, 8));
    assertThat(first.where()).isEqualTo(name + " 'Orders'!4");
    assertThat(first.where("CUST")).isEqualTo(name + " 'Orders'!D4");
    assertThat(first.group("lines"))
        .extracting(line -> line.value("TON"), line -> line.value("LN"), line -> line.where("TON"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                new BigDecimal("12.5"), BigDecimal.ONE, "'Orders'!A4"),
            // what Excel shows, not what binary arithmetic left behind the 15th digit
            org.assertj.core.groups.Tuple.tuple(
                new BigDecimal("0.3"), BigDecimal.valueOf(2), "'Orders'!A6"));
    RecordTree second = arrivals.get(0).record();
    assertThat(second.value("CUST")).isEqualTo(LocalDateTime.of(2026, 3, 8, 6, 30));
    assertThat(second.group("lines").get(0).value("TON")).isEqualTo(new BigDecimal("733.83334"));
    assertThat(fixture.names("done")).containsExactly(name);
  }

  @Test
  void columnsThatMoved_areReadByTheirNames() {
    drop("a.xlsx", HEAD, row("R-1", "C", 1, 5));
    drop("b.xlsx", row("LN", "TON", "new", "cust", " NO\n"), row(1, 5, "?", "C", "R-2"));

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("CUST"), a -> a.record().group("lines").get(0).value(1))
        .containsOnly(org.assertj.core.groups.Tuple.tuple("C", BigDecimal.valueOf(5)));
  }

  @Test
  void renamedAndMissingColumns_areOneRejectionWithAHint() {
    Violation problem =
        problem("a.xlsx", row("NO", "CUSTOMER", "LN", "TONS"), row("R-1", "C", 1, 5));

    assertThat(problem.code()).isEqualTo("FILE-034");
    assertThat(problem.where()).isEqualTo("a.xlsx 'Orders'!1");
    assertThat(problem.message())
        .contains("of 4 columns 2 are missing in row 1", "'TON' (renamed to 'TONS' in D1?)");
    assertThat(problem.field()).isEqualTo("CUST, TON");
    assertThat(fixture.reason("rejected", "a.xlsx.reason.json"))
        .contains("\"sheet\" : \"Orders\"", "\"row\" : 1");
  }

  @Test
  void headerThatMovedFromItsRow_isToldWhereItIs() {
    fixture.source.put("headerRow", 1);

    Violation problem = problem("a.xls", row("a title"), row(), HEAD, row("R-1", "C", 1, 5));

    assertThat(problem.message()).contains("row 3 has 4 of them", "source.headerRow");
  }

  @Test
  void sheetWithoutAnyHeader_saysWhichRowIsNearest() {
    Violation problem = problem("a.xlsx", row("alpha", "NO"), row("R-1", 7));

    assertThat(problem.message()).contains("no header was found", "row 1 has 1 of 4 columns");
    fixture.drop("b.xls", Workbooks.xls(new Table("Orders", rows())));
    assertThat(onlyProblem().message()).contains("the sheet is empty");
  }

  @Test
  void wantedColumnTwice_isRefusedAndAnUnwantedOneIsNot() {
    assertThat(problem("a.xlsx", row("NO", "CUST", "LN", "TON", "ton"), row("R-1")).message())
        .contains("'TON' stands twice: in D and in E");
    drop("b.xlsx", row("NO", "CUST", "LN", "TON", "x", "x"), row("R-1", "C", 1, 5));
    assertThat(fixture.drain(10)).hasSize(1).allMatch(a -> a.problems().isEmpty());
  }

  @Test
  void unitsRow_isHeldAgainstTheExpectedUnitsAndIsNoRecord() {
    fixture.source.put("units", Map.of("TON", List.of("t", "吨"), "LN", ""));
    drop("a.xlsx", HEAD, row(null, null, null, "吨"), row("R-1", "C", 1, 5));
    assertThat(fixture.drain(10)).hasSize(1).allMatch(a -> a.problems().isEmpty());

    Violation kg = problem("b.xlsx", HEAD, row(null, null, null, "kg"), row("R-1", "C", 1, 5));

    assertThat(kg.code()).isEqualTo("FILE-038");
    assertThat(kg.where()).isEqualTo("b.xlsx 'Orders'!D2");
    assertThat(kg.message()).contains("is in 'kg', expected t or 吨");
    assertThat(problem("c.xls", HEAD, row("R-1", "C", 1, 5)).code()).isEqualTo("FILE-038");
  }

  @Test
  void unitsRowThatIsOnlyPassedOver_isNoRecord() {
    fixture.source.put("headerRow", 1);
    fixture.source.put("unitsRow", 3);
    drop("a.xls", HEAD, row("note"), row("no", "-", "-", "t"), row("R-1", "C", 1, 5));
    assertThat(fixture.drain(10)).extracting(a -> a.record().value("NO")).containsExactly("R-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void nullWordsEmptyAndBlankCells_areNothing(String name) {
    fixture.file.put("nullWords", List.of("NULL", "-"));
    flat("A", "B");
    drop(
        name,
        row("A", "B", "C"),
        row("NULL", 1),
        row(" NULL ", "x"),
        row("", "y"),
        row("nullable", " - "),
        row(),
        row(null, null, "a footer in a column that nobody wants"),
        row("NULL", "-"));

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("A"), a -> a.record().value("B"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(null, BigDecimal.ONE),
            org.assertj.core.groups.Tuple.tuple(null, "x"),
            org.assertj.core.groups.Tuple.tuple(null, "y"),
            org.assertj.core.groups.Tuple.tuple("nullable", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void mergedCells_countForEveryRowOnlyInTheColumnsThatSaySo(String name) {
    fixture.source.put("merged", List.of("NO"));
    Object[][] rows =
        rows(
            HEAD,
            row("R-1", "C", 1, 5),
            row(null, null, 2, 6),
            row(null, null, 3),
            row("R-2", "D", 1, 7));
    fixture.shape =
        new Columns(
            List.of("NO"), Map.of("lines", new Columns(List.of("CUST", "LN", "TON"), Map.of())));
    fixture.drop(
        name,
        Workbooks.of(
            name, new Table("Orders", rows, new int[] {1, 0, 3, 0}, new int[] {1, 3, 3, 3})));

    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).extracting(a -> a.record().value("NO")).containsExactly("R-1", "R-2");
    assertThat(arrivals.get(0).record().group("lines"))
        .extracting(line -> line.value("TON"))
        .containsExactly(BigDecimal.valueOf(5), BigDecimal.valueOf(6), null);
  }

  @Test
  void severalSheets_areReadByTheirOwnPlanUnderTheirOwnName() {
    fixture.source.clear();
    fixture.source.put(
        "sheets",
        Map.of(
            "daily",
            Map.of("sheet", "*月", "key", "NO", "columns", List.of("CUST", "LN", "TON")),
            "yearly",
            Map.of("key", "CUST", "columns", List.of("TOTAL", "CUST", "TON"))));
    fixture.shape =
        new Columns(
            List.of("CUST", "TOTAL"), Map.of("lines", new Columns(List.of("LN", "TON"), Map.of())));
    fixture.drop(
        "a.xlsx",
        Workbooks.xlsx(
            new Table("1月", rows(HEAD, row("R-1", "C", 1, 5))),
            new Table("notes", rows(row("nothing here"))),
            new Table("2月", rows(HEAD, row("R-1", "C", 1, 6))),
            new Table("YEARLY", rows(row("CUST", "TOTAL", "TON"), row("C", 11, 11)))));

    assertThat(fixture.drain(10))
        .extracting(
            a -> a.record().shape().name(),
            a -> a.record().where(),
            a -> a.record().value("TOTAL"),
            a -> a.record().group("lines").get(0).where("LN, TON"))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("daily", "a.xlsx '1月'!2", null, "'1月'!C2"),
            org.assertj.core.groups.Tuple.tuple("daily", "a.xlsx '2月'!2", null, "'2月'!C2"),
            org.assertj.core.groups.Tuple.tuple(
                "yearly", "a.xlsx 'YEARLY'!2", BigDecimal.valueOf(11), "'YEARLY'!C2"));
  }

  @Test
  void cellAboveTheHeader_countsForEveryRowAndMustBeThere() {
    fixture.source.put("key", List.of("MONTH", "NO"));
    fixture.source.put("cells", Map.of("MONTH", "b2"));
    fixture.shape =
        new Columns(
            List.of("NO", "MONTH"),
            Map.of("lines", new Columns(List.of("LN", "TON", "CUST"), Map.of())));
    drop(
        "a.xls",
        row("a title"),
        row("month", LocalDate.of(2025, 10, 1)),
        HEAD,
        row("R-1", "C", 1, 5),
        row(),
        row("R-1", "C", 2, 6));
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).record().value("MONTH")).isEqualTo(LocalDate.of(2025, 10, 1));
    assertThat(arrivals.get(0).record().group("lines")).hasSize(2);

    Violation problem = problem("b.xls", row("x"), row("month"), HEAD, row("R-1", "C", 1, 5));
    assertThat(problem.message()).contains("cell B2 with 'MONTH' is empty");
    assertThat(problem.where()).isEqualTo("b.xls 'Orders'!B2");
  }

  @Test
  void sheetThatIsNotThere_isToldWithTheNearestName() {
    fixture.source.put("sheet", "Order");
    Violation problem = problem("a.xlsx", HEAD, row("R-1", "C", 1, 5));
    assertThat(problem.code()).isEqualTo("FILE-035");
    assertThat(problem.message()).contains("was it renamed to 'Orders'?");
  }

  @Test
  void serialNumbers_becomeDatesByStyleCalendarAndSetting() {
    flat("NO", "CUST");
    String rows =
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
            // 31 is yyyy"年"m"月"d"日" in Chinese editions and has no text
            + "<row r='2'><c r='A2'><v>45000</v></c><c r='B2' s='1'><v>45000</v></c></row>"
            + "<row r='3'><c r='A3'><v>1</v></c><c r='B3' s='1'><v>60</v></c></row>"
            + "<row r='4'><c r='A4'><v>59</v></c><c r='B4' s='1'><v>59</v></c></row>"
            + "<row r='5'><c r='A5'><v>5</v></c><c r='B5' s='2'><v>1.5</v></c></row>"
            + "<row r='6'><c r='A6'><v>6</v></c><c r='B6' s='1'><v>-1</v></c></row>"
            + "<row r='7'><c r='A7'><v>7</v></c><c r='B7' s='3'><v>45000.75</v></c></row>"
            + "<row r='8'><c r='A8'><v>8</v></c><c r='B8' s='3'><v>0.25</v></c></row>";
    Map<String, String> parts = Workbooks.parts(rows);
    fixture.drop("a.xlsx", Workbooks.zip(parts));
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("CUST"))
        .containsExactly(
            LocalDate.of(2023, 3, 15),
            // 29 February 1900 never was
            BigDecimal.valueOf(60),
            LocalDate.of(1900, 2, 28),
            // a span of hours
            new BigDecimal("1.5"),
            BigDecimal.valueOf(-1),
            LocalDateTime.of(2023, 3, 15, 18, 0),
            "06:00");

    parts.computeIfPresent(
        "xl/workbook.xml", (n, xml) -> xml.replace("<workbookPr/>", "<workbookPr date1904='1'/>"));
    fixture.drop("b.xlsx", Workbooks.zip(parts));
    assertThat(fixture.drain(10).get(0).record().value("CUST"))
        .isEqualTo(LocalDate.of(2027, 3, 16));

    fixture.restart();
    fixture.file.put("dateSystem", 1900);
    fixture.source.put("dates", "NO");
    parts.put("xl/extra.xml", "<x/>");
    fixture.drop("c.xlsx", Workbooks.zip(parts));
    RecordTree record = fixture.drain(10).get(0).record();
    assertThat(record.value("NO")).isEqualTo(LocalDate.of(2023, 3, 15));
    assertThat(record.value("CUST")).isEqualTo(LocalDate.of(2023, 3, 15));
  }

  @Test
  void textsOfAllKinds_areReadWithoutTheirPhoneticsAndEscapes() {
    flat("NO", "CUST");
    fixture.drop(
        "a.xlsx",
        Workbooks.zip(
            Workbooks.parts(
                "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                    + "<row><c t='s'><v>2</v></c><c t='inlineStr'><is><t>内_x0041_</t></is></c></row>"
                    + "<row><c t='str'><f>A2</f><v>formula</v></c><c t='b'><v>1</v></c></row>"
                    + "<row r='9'><c r='B9'><f>1+1</f><v>2</v></c></row>")));
    assertThat(fixture.drain(10))
        .extracting(
            a -> a.record().value("NO"), a -> a.record().value("CUST"), a -> a.record().where())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("大庆\r", "内A", "a.xlsx 'S'!2"),
            org.assertj.core.groups.Tuple.tuple("formula", true, "a.xlsx 'S'!3"),
            org.assertj.core.groups.Tuple.tuple(null, BigDecimal.valueOf(2), "a.xlsx 'S'!9"));
  }

  @Test
  void errorsAndUncalculatedFormulas_rejectTheirDocumentAndNameTheCell() {
    fixture.drop(
        "a.xlsx",
        Workbooks.zip(
            Workbooks.parts(
                "<row>"
                    + "<c t='str'><v>NO</v></c><c t='str'><v>CUST</v></c>"
                    + "<c t='str'><v>LN</v></c><c t='str'><v>TON</v></c></row>"
                    + "<row r='2'><c><v>1</v></c><c r='D2' t='e'><v>#N/A</v></c></row>"
                    + "<row r='3'><c><v>2</v></c><c r='D3'><f>D2*2</f></c></row>"
                    + "<row r='4'><c><v>3</v></c><c r='D4'><v>5</v></c>"
                    + "<c r='E4' t='e'><v>#REF!</v></c></row>")));

    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals)
        .extracting(a -> a.problems().stream().map(p -> p.code() + " " + p.where()).toList())
        .containsExactly(
            List.of("FILE-036 a.xlsx 'S'!D2, column TON"),
            List.of("FILE-037 a.xlsx 'S'!D3, column TON"),
            List.of());
    assertThat(fixture.reason("done", "a.xlsx.reason.json"))
        .contains("\"sheet\" : \"S\"", "\"cell\" : \"D2\"", "\"column\" : \"TON\"");
  }

  @Test
  void errorsAndTextFormulasOfXls_areReadAlike() throws Exception {
    flat("A", "B");
    try (var book = new org.apache.poi.hssf.usermodel.HSSFWorkbook()) {
      var sheet = book.createSheet("S");
      sheet.createRow(0).createCell(0).setCellValue("A");
      sheet.getRow(0).createCell(1).setCellValue("B");
      sheet.createRow(1).createCell(0).setCellFormula("\"te\"&\"xt\"");
      sheet.getRow(1).createCell(1).setCellFormula("1+1");
      sheet.createRow(2).createCell(1).setCellFormula("1/0");
      sheet.createRow(3).createCell(1).setCellValue("last");
      new org.apache.poi.hssf.usermodel.HSSFFormulaEvaluator(book).evaluateAll();
      var out = new java.io.ByteArrayOutputStream();
      book.write(out);
      fixture.drop("a.xls", out.toByteArray());
    }
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).record().value("A")).isEqualTo("text");
    assertThat(arrivals.get(0).record().value("B")).isEqualTo(BigDecimal.valueOf(2));
    assertThat(arrivals.get(1).problems().get(0).value()).isEqualTo("#DIV/0!");
    assertThat(arrivals.get(1).problems().get(0).where()).contains("'S'!B3");
    assertThat(arrivals.get(2).record().value("B")).isEqualTo("last");
  }

  @Test
  void aNullWordThatIsAnError_isNothing() {
    fixture.file.put("nullWords", "#N/A");
    flat("NO", "CUST");
    fixture.drop(
        "a.xlsx",
        Workbooks.zip(
            Workbooks.parts(
                "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                    + "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>")));
    Arrival arrival = fixture.drain(10).get(0);
    assertThat(arrival.problems()).isEmpty();
    assertThat(arrival.record().value("CUST")).isNull();
  }

  @Test
  void endingThatLies_isReadByWhatTheFileIs() {
    fixture.drop("a.xls", Workbooks.xlsx(new Table("S", rows(HEAD, row("R-1", "C", 1, 5)))));
    fixture.drop("b.xlsx", Workbooks.xls(new Table("S", rows(HEAD, row("R-2", "C", 1, 5)))));
    assertThat(fixture.drain(10)).hasSize(2).allMatch(a -> a.problems().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dateSystm: 1900|file.dateSystm: unknown key, did you mean 'dateSystem'?",
        "delimiter: ;|file.delimiter: unknown key",
        "dateSystem: 1905|found 1905, expected one of [workbook, 1900, 1904], did you mean",
        "source.sheeet: A|source.sheeet: unknown key, did you mean 'sheet'?",
        "source.headerRow: first|source.headerRow: found first, expected a whole number",
        "source.merged: CUSTT|source.merged: found CUSTT, expected a column of the mapping, did you"
            + " mean 'CUST'?",
        "source.cells: B2|source.cells: found B2, expected a section",
        "source.columns: NO|",
      })
  void wrongSettings_areToldWithADidYouMean(String setting, String message) {
    String key = setting.substring(0, setting.indexOf(':'));
    Object value = setting.substring(setting.indexOf(' ') + 1);
    if (key.startsWith("source.")) {
      fixture.source.put(key.substring(7), value);
    } else {
      fixture.file.put(key, value);
    }
    if (message == null) {
      fixture.adapter();
    } else {
      assertThatThrownBy(fixture::adapter).hasMessageContaining(message);
    }
  }

  @Test
  void xlsThatCountsFrom1904_givesTheSameDaysAsExcel() throws Exception {
    flat("DAY");
    try (var book = new org.apache.poi.hssf.usermodel.HSSFWorkbook()) {
      var calendar =
          (org.apache.poi.hssf.record.DateWindow1904Record)
              book.getInternalWorkbook()
                  .findFirstRecordBySid(org.apache.poi.hssf.record.DateWindow1904Record.sid);
      calendar.setWindowing((short) 1);
      var sheet = book.createSheet("S");
      sheet.createRow(0).createCell(0).setCellValue("DAY");
      var cell = sheet.createRow(1).createCell(0);
      cell.setCellValue(45_000);
      cell.setCellStyle(book.createCellStyle());
      cell.getCellStyle().setDataFormat((short) 14);
      var out = new java.io.ByteArrayOutputStream();
      book.write(out);
      fixture.drop("a.xls", out.toByteArray());
    }
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("DAY"))
        .containsExactly(LocalDate.of(2027, 3, 16));
  }

  @Test
  void restartInTheMiddleOfASheet_goesOnWithTheNextRecord() {
    flat("NO", "CUST");
    fixture.source.put("sheet", "*");
    Object[][] rows = rows(row("NO", "CUST"), row(1, "a"), row(2, "b"), row(3, "c"));
    fixture.drop("a.xls", Workbooks.xls(new Table("A", rows), new Table("B", rows)));
    List<Object> given = new java.util.ArrayList<>();
    for (int batches = 0; batches < 10; batches++) {
      fixture.read(2).arrivals().forEach(a -> given.add(a.key().split(":")[1]));
      fixture.restart();
    }
    assertThat(given).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(fixture.names("done")).containsExactly("a.xls");
  }

  @Test
  void columnThatNoSheetHas_isAConfigurationProblem() {
    fixture.source.put("sheets", Map.of("a", Map.of("columns", List.of("CUST", "LN"))));
    assertThatThrownBy(fixture::adapter)
        .hasMessageContaining("column TON of the mapping is expected of no sheet");
  }
}
