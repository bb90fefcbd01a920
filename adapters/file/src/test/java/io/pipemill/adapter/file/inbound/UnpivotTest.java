package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.inbound.Workbooks.Table;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.record.RecordTreeJson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks and CSV files with months across. */
class UnpivotTest {
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.source.clear();
    fixture.shape = new Columns(List.of("STATION", "MONTH", "PLAN"), Map.of());
    unpivot(Map.of("PLAN", "{MONTH}月"), "number");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void unpivot(Map<String, ?> values, Object header, Object... more) {
    Map<String, Object> section = new HashMap<>(Map.of("values", values, "header", header));
    for (int i = 0; i < more.length; i += 2) {
      section.put((String) more[i], more[i + 1]);
    }
    fixture.source.put("unpivot", section);
  }

  private void excel(String name, Object[]... rows) {
    fixture.file.put("format", "excel");
    fixture.drop(name, Workbooks.of(name, new Table("2025", rows)));
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private List<RecordTree> records() {
    return fixture.drain(100).stream().map(Arrival::record).toList();
  }

  private Violation onlyProblem() {
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).problems()).hasSize(1);
    return arrivals.get(0).problems().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void monthsAcross_becomeRecordsWithTheirCell(String name) {
    excel(
        name,
        row("Plan 2025"),
        row("STATION", "1月", "remark", "2月", "12月"),
        row("S-1", 10, "x", 20.5, null),
        row("S-2", null, "y", null, 0));

    assertThat(records())
        .extracting(r -> r.value("STATION"), r -> r.value("MONTH"), r -> r.value("PLAN"))
        .containsExactly(
            tuple("S-1", BigDecimal.valueOf(1), BigDecimal.valueOf(10)),
            tuple("S-1", BigDecimal.valueOf(2), new BigDecimal("20.5")),
            tuple("S-2", BigDecimal.valueOf(12), BigDecimal.ZERO));
  }

  @Test
  void places_areCellsOfTheMonth_alsoAfterTheRecordWasStored() {
    excel("a.xlsx", row("STATION", "1月", "2月"), row("S-1", 10, 20));
    RecordTree february = records().get(1);
    RecordTreeJson json = new RecordTreeJson();
    RecordTree stored = json.read(json.write(february));

    for (RecordTree record : List.of(february, stored)) {
      assertThat(record.where()).isEqualTo("a.xlsx '2025'!C2");
      assertThat(record.where("PLAN")).isEqualTo("a.xlsx '2025'!C2");
      assertThat(record.where("MONTH")).isEqualTo("a.xlsx '2025'!C2");
      assertThat(record.where("STATION")).isEqualTo("a.xlsx '2025'!A2");
    }
  }

  @Test
  void rejectedMonth_isNamedByItsCellInTheReason() {
    excel("a.xlsx", row("STATION", "1月", "2月"), row("S-1", 10, "abc"), row("S-2", 1, 2));
    fixture.drain(100, "S-1");

    assertThat(fixture.reason("done", "a.xlsx.reason.json"))
        .contains("\"sheet\" : \"2025\"", "\"cell\" : \"B2\"", "\"cell\" : \"C2\"");
  }

  @Test
  void errorCell_rejectsItsOwnMonthOnly() {
    fixture.file.put("format", "excel");
    Map<String, String> parts =
        Workbooks.parts(
            "<row r='1'><c r='A1' t='inlineStr'><is><t>STATION</t></is></c>"
                + "<c r='B1' t='inlineStr'><is><t>1月</t></is></c>"
                + "<c r='C1' t='inlineStr'><is><t>2月</t></is></c></row>"
                + "<row r='2'><c r='A2' t='inlineStr'><is><t>S-1</t></is></c>"
                + "<c r='B2' t='e'><v>#DIV/0!</v></c><c r='C2'><v>5</v></c></row>");
    fixture.drop("a.xlsx", Workbooks.zip(parts));
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(2);
    assertThat(arrivals.get(0).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-036", "a.xlsx 'S'!B2, column 1月"));
    assertThat(arrivals.get(1).problems()).isEmpty();
    assertThat(arrivals.get(1).record().value("PLAN")).isEqualTo(BigDecimal.valueOf(5));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03, yyyy-MM",
    "2025年3月, yyyy年M月",
    "Mar-25, MMM-yy",
    "MAR 2025, MMM yyyy",
    "２０２５年３月, yyyy年M月",
    "2025年三月, yyyy年MMMM",
    "2025/3/1, yyyy/M/d"
  })
  void headings_areDaysByADeclaredPattern(String heading, String pattern) {
    unpivot(Map.of("PLAN", "{MONTH}"), List.of("yyyyMMdd", pattern));
    excel("a.xlsx", row("STATION", heading), row("S-1", 10));

    assertThat(records())
        .extracting(r -> r.value("MONTH"))
        .containsExactly(LocalDate.of(2025, 3, 1));
  }

  @ParameterizedTest
  @CsvSource({"a.xlsx, {MONTH}", "a.xls, {MONTH}", "b.xlsx, {MONTH}月"})
  void dateCells_areDaysWhateverTheyLookLike(String name, String pattern) {
    unpivot(Map.of("PLAN", pattern), "yyyy-MM");
    excel(
        name,
        row("STATION", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 28)),
        row("S-1", 10, 20));

    assertThat(records())
        .extracting(r -> r.value("MONTH"), r -> r.value("PLAN"))
        .containsExactly(
            tuple(LocalDate.of(2025, 1, 1), BigDecimal.TEN),
            tuple(LocalDate.of(2025, 2, 1), BigDecimal.valueOf(20)));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02, yyyy-MM, 2024-02-29",
    "2025, yyyy, 2025-12-31",
    "2025-02-03, yyyy-MM-dd, 2025-02-03"
  })
  void lastDayOfTheHeading_isAColumnToo(String heading, String pattern, LocalDate last) {
    fixture.shape = new Columns(List.of("STATION", "MONTH", "UNTIL", "PLAN"), Map.of());
    unpivot(Map.of("PLAN", "{MONTH}"), pattern, "last", "UNTIL");
    excel("a.xlsx", row("STATION", heading), row("S-1", 10));

    assertThat(records())
        .extracting(r -> r.value("UNTIL"), r -> r.value("PLAN"), r -> r.where("UNTIL"))
        .containsExactly(tuple(last, BigDecimal.TEN, "a.xlsx '2025'!B2"));
  }

  @Test
  void severalColumnsOfAMonth_belongTogether_underGroupedHeadings() {
    fixture.shape = new Columns(List.of("STATION", "MONTH", "QTY", "AMOUNT"), Map.of());
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    values.put("QTY", "{MONTH}/Qty");
    values.put("AMOUNT", "{MONTH}/Amount");
    unpivot(values, "yyyy-MM");
    fixture.source.put("headerRows", 2);
    fixture.file.put("format", "excel");
    fixture.drop(
        "a.xlsx",
        Workbooks.xlsx(
            new Table(
                "2025",
                new Object[][] {
                  row("STATION", LocalDate.of(2025, 1, 1), null, "2025-02", null),
                  row(null, "Qty", "Amount", "Qty", "Amount"),
                  row("S-1", 10, 100, null, 200)
                },
                new int[] {0, 0, 1, 0},
                new int[] {0, 1, 0, 2},
                new int[] {0, 3, 0, 4})));
    List<RecordTree> records = records();

    assertThat(records)
        .extracting(r -> r.value("MONTH"), r -> r.value("QTY"), r -> r.value("AMOUNT"))
        .containsExactly(
            tuple(LocalDate.of(2025, 1, 1), BigDecimal.TEN, BigDecimal.valueOf(100)),
            tuple(LocalDate.of(2025, 2, 1), null, BigDecimal.valueOf(200)));
    assertThat(records.get(1).where("AMOUNT")).isEqualTo("a.xlsx '2025'!E3");
    assertThat(records.get(1).where("QTY")).isEqualTo("a.xlsx '2025'!D3");
  }

  @Test
  void monthsOfOneKey_areTheLinesOfOneDocument() {
    fixture.shape =
        new Columns(
            List.of("STATION"), Map.of("lines", new Columns(List.of("MONTH", "PLAN"), Map.of())));
    fixture.source.put("key", List.of("STATION"));
    excel("a.xlsx", row("STATION", "1月", "2月"), row("S-1", 1, 2), row("S-2", 3, null));
    List<RecordTree> records = records();

    assertThat(records).hasSize(2);
    assertThat(records.get(0).group("lines"))
        .extracting(line -> line.value("MONTH"), line -> line.value("PLAN"), RecordTree::where)
        .containsExactly(
            tuple(BigDecimal.ONE, BigDecimal.ONE, "'2025'!B2"),
            tuple(BigDecimal.valueOf(2), BigDecimal.valueOf(2), "'2025'!C2"));
  }

  @Test
  void csv_isUnpivotedToo_andItsColumnIsNamed() {
    unpivot(Map.of("PLAN", "M{MONTH}"), "number", "skip", "zero", "blank", List.of("-"));
    fixture.drop("a.csv", "STATION,M01,M02,M03,M04,note\nS-1,10,-,0.0,x,n\nS-2,,,,7,\n");
    List<Arrival> arrivals = fixture.drain(10, "S-1");

    assertThat(arrivals)
        .extracting(a -> a.record().value("MONTH"), a -> a.record().value("PLAN"))
        .containsExactly(
            tuple(BigDecimal.ONE, "10"),
            tuple(BigDecimal.valueOf(4), "x"),
            tuple(BigDecimal.valueOf(4), "7"));
    assertThat(fixture.reason("done", "a.csv.reason.json"))
        .contains("\"line\" : 2", "\"column\" : \"M01\"", "\"column\" : \"M04\"");
  }

  @Test
  void csvRowOfTheWrongWidth_isRejectedForEveryMonth_andNeighboursPass() {
    unpivot(Map.of("PLAN", "M{MONTH}"), "number");
    fixture.drop("a.csv", "STATION,M1,M2\nS-1,10\nS-2,1,2\n");

    assertThat(fixture.drain(10))
        .extracting(a -> a.problems().isEmpty())
        .containsExactly(false, false, true, true);
  }

  @Test
  void skipNone_keepsEmptyMonths() {
    unpivot(Map.of("PLAN", "{MONTH}月"), "number", "skip", "none");
    excel("a.xlsx", row("STATION", "1月", "2月"), row("S-1", null, 2));

    assertThat(records()).hasSize(2);
  }

  @Test
  void headingThatSaysNoMonth_rejectsTheFile_unlessItIsExcepted() {
    unpivot(Map.of("PLAN", "{MONTH}"), "yyyy-MM");
    excel("a.xlsx", row("STATION", "2025-01", "合计"), row("S-1", 1, 1));
    Violation problem = onlyProblem();

    assertThat(problem.code()).isEqualTo("FILE-039");
    assertThat(problem.where()).isEqualTo("a.xlsx '2025'!C1");
    assertThat(problem.message()).contains("'合计'", "no yyyy-MM", "unpivot.except");
    assertThat(fixture.names("rejected")).contains("a.xlsx");

    fixture.restart();
    unpivot(Map.of("PLAN", "{MONTH}"), "yyyy-MM", "except", List.of("合*", "备注"));
    excel("b.xlsx", row("STATION", "2025-01", "合计"), row("S-1", 1, 1));
    assertThat(records()).hasSize(1);
  }

  @Test
  void monthTwice_isAnotherTemplate() {
    excel("a.xlsx", row("STATION", "1月", "01月"), row("S-1", 1, 2));

    assertThat(onlyProblem().message()).contains("'01月' says 1 a second time");
  }

  @Test
  void monthWithoutItsSecondColumn_isAnotherTemplate() {
    fixture.shape = new Columns(List.of("STATION", "MONTH", "QTY", "AMOUNT"), Map.of());
    unpivot(Map.of("QTY", "{MONTH}月量", "AMOUNT", "{MONTH}月额"), "number");
    excel("a.xlsx", row("STATION", "1月量", "1月额", "2月量"), row("S-1", 1, 2, 3));

    assertThat(onlyProblem().message()).contains("for 2 there is no column for 'AMOUNT'");
  }

  @Test
  void noMonthAtAll_isAnotherTemplate() {
    excel("a.xlsx", row("STATION", "one"), row("S-1", 1));

    assertThat(onlyProblem().code()).isEqualTo("FILE-039");
  }

  @Test
  void unitsRow_isVerifiedForEveryMonth() {
    fixture.source.put("units", Map.of("PLAN", "吨"));
    excel("a.xlsx", row("STATION", "1月", "2月"), row(null, "吨", "万吨"), row("S-1", 1, 2));
    Violation problem = onlyProblem();

    assertThat(problem.code()).isEqualTo("FILE-038");
    assertThat(problem.where()).isEqualTo("a.xlsx '2025'!C2");
  }

  @Test
  void wrongSettings_areToldAtOnce() {
    unpivot(Map.of("PLAN", "PLAN", "QTY", "{MONAT}"), "MMM", "skipp", "zero");

    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("unpivot.values.PLAN: found PLAN")
        .hasMessageContaining("unpivot.header: found MMM")
        .hasMessageContaining("unpivot.skipp: unknown key, did you mean 'skip'?");
  }

  @Test
  void largeNumberOfMonths_isFound() {
    unpivot(Map.of("PLAN", "{MONTH}"), "yyyy-MM");
    Object[] head = new Object[61];
    Object[] data = new Object[61];
    head[0] = "STATION";
    data[0] = "S";
    for (int i = 0; i < 60; i++) {
      head[i + 1] = java.time.YearMonth.of(2021, 1).plusMonths(i).toString();
      data[i + 1] = i + 1;
    }
    excel("a.xlsx", head, data);
    List<RecordTree> records = records();

    assertThat(records).hasSize(60);
    assertThat(records.get(59).value("MONTH")).isEqualTo(LocalDate.of(2025, 12, 1));
    assertThat(records.get(59).where("PLAN")).isEqualTo("a.xlsx '2025'!BI2");
  }
}
