package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.inbound.Workbooks.Table;
import io.pipemill.canonical.Violation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets as people make them: grouped headers, section titles, totals, signatures. */
class SheetShapesTest {
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "excel");
    fixture.source.clear();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private void drop(String name, Object[][] rows, int[]... merged) {
    fixture.drop(name, Workbooks.of(name, new Table("报表", rows, merged)));
  }

  private void flat(String... columns) {
    fixture.shape = new Columns(List.of(columns), Map.of());
  }

  private void totals(Object words, Object... more) {
    Map<String, Object> section = new HashMap<>(Map.of("words", words));
    for (int i = 0; i < more.length; i += 2) {
      section.put((String) more[i], more[i + 1]);
    }
    fixture.source.put("totals", section);
  }

  private static List<Violation> problems(List<Arrival> arrivals) {
    return arrivals.stream().flatMap(arrival -> arrival.problems().stream()).toList();
  }

  // grouped headers

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void headerOfTwoRows_joinsItsNames(String name) {
    flat("NO", "Plan/Qty", "Plan/Amount", "Actual/Qty", "Note");
    fixture.source.put("headerRows", 2);
    drop(
        name,
        new Object[][] {
          row("a title"),
          row("NO", "Plan", null, "Actual", "Note"),
          row(null, "Qty", "Amount", "Qty", null),
          row("R-1", 1, 2, 3, "n")
        },
        new int[] {1, 0, 2, 0},
        new int[] {1, 1, 1, 2},
        new int[] {1, 4, 2, 4});

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("Plan/Amount"), a -> a.record().value("Actual/Qty"))
        .containsExactly(tuple(BigDecimal.valueOf(2), BigDecimal.valueOf(3)));
  }

  @Test
  void groupNameWrittenOnce_countsForItsColumns_alsoUnmerged() {
    flat("NO", "Plan/Qty", "Plan/Amount", "Actual/Qty");
    fixture.source.put("headerRows", 2);
    drop(
        "a.xlsx",
        new Object[][] {
          row("NO", "Plan", null, "Actual"), row(null, "Qty", "Amount", "Qty"), row("R-1", 1, 2, 3)
        });

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("Plan/Amount"), a -> a.record().where("Plan/Amount"))
        .containsExactly(tuple(BigDecimal.valueOf(2), "a.xlsx '报表'!C3"));
  }

  @Test
  void mergedGroup_doesNotReachBeyondItsColumns() {
    flat("NO", "Plan/Qty", "Amount");
    fixture.source.put("headerRows", 2);
    drop(
        "a.xlsx",
        new Object[][] {
          row("NO", "Plan", null, null), row(null, "Qty", "Price", "Amount"), row("R-1", 1, 2, 3)
        },
        new int[] {0, 1, 0, 2});

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("Amount"))
        .containsExactly(BigDecimal.valueOf(3));
  }

  @Test
  void namesOfTheFirstRowAlone_areNoHeaderOneRowTooEarly() {
    flat("NO", "Note");
    fixture.source.put("headerRows", 2);
    drop(
        "a.xlsx",
        new Object[][] {
          row("a title"),
          row("NO", "Plan", "Note"),
          row(null, "Qty", null),
          row("R-1", 1, "n"),
          row("R-2", 2, "NO")
        });

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("NO"))
        .containsExactly("R-1", "R-2");
  }

  @Test
  void missingGroupedColumn_isToldWithAHint_andUnitsStandBelowBothRows() {
    flat("NO", "Plan/Qty");
    fixture.source.put("headerRows", 2);
    fixture.source.put("units", Map.of("Plan/Qty", "t"));
    drop(
        "a.xlsx",
        new Object[][] {
          row("NO", "Plan"), row(null, "Qty"), row(null, "t"), row("R-1", 1), row("R-2", 2)
        });
    drop("b.xlsx", new Object[][] {row("NO", "Plan"), row(null, "Quantity"), row("R-1", 1)});
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(3);
    assertThat(problems(arrivals)).hasSize(1);
    assertThat(problems(arrivals).get(0).message()).contains("'Plan/Qty'", "missing in row 1");
  }

  // section titles

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void titleInTheSheet_isAColumnOfTheRowsBelow(String name) {
    flat("厂", "站", "TON");
    fixture.source.put("sections", Map.of("厂", "*采油厂"));
    drop(
        name,
        new Object[][] {
          row("站", "TON"),
          row("第一采油厂"),
          row("S-1", 1),
          row("S-2", 2),
          row(),
          row(null, "第二采油厂"),
          row("S-3", 3),
          row("S-4", null)
        });

    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("厂"), a -> a.record().value("站"))
        .containsExactly(
            tuple("第一采油厂", "S-1"),
            tuple("第一采油厂", "S-2"),
            tuple("第二采油厂", "S-3"),
            tuple("第二采油厂", "S-4"));
  }

  @Test
  void titlesOfTwoLevels_partOfATitle_andKeys() {
    fixture.shape =
        new Columns(List.of("厂", "队"), Map.of("lines", new Columns(List.of("站", "TON"), Map.of())));
    fixture.source.put("key", List.of("厂", "队"));
    Map<String, Object> sections = new java.util.LinkedHashMap<>();
    sections.put("厂", "单位：{厂}");
    sections.put("队", "*队");
    fixture.source.put("sections", sections);
    drop(
        "a.xlsx",
        new Object[][] {
          row("站", "TON"),
          row("单位：第一采油厂"),
          row("一队"),
          row("S-1", 1),
          row("S-2", 1),
          row("单位： 第二采油厂"),
          row("S-3", 3)
        });

    assertThat(fixture.drain(10))
        .extracting(
            a -> a.record().value("厂"),
            a -> a.record().value("队"),
            a -> a.record().group("lines").size())
        .containsExactly(tuple("第一采油厂", "一队", 2), tuple("第二采油厂", null, 1));
  }

  // totals

  private void twoSections(String name, Object firstTotal, Object secondTotal, Object grand) {
    flat("厂", "站", "TON");
    fixture.source.put("sections", Map.of("厂", "*采油厂"));
    drop(
        name,
        new Object[][] {
          row("站", "TON"),
          row("第一采油厂"),
          row("S-1", 1.1),
          row("S-2", 2.2),
          row("小 计", firstTotal),
          row("第二采油厂"),
          row("S-3", 4),
          row("小计", secondTotal),
          row("合计", grand)
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.xls"})
  void totalRows_areNoRecords_andRightOnesSayNothing(String name) {
    totals(Map.of("小计", "section", "合计", "sheet"), "check", List.of("TON"));
    twoSections(name, 3.3, 4, 7.3);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals)
        .extracting(a -> a.record().value("站"))
        .containsExactly("S-1", "S-2", "S-3");
    assertThat(problems(arrivals)).isEmpty();
    assertThat(fixture.names("done")).containsExactly(name);
  }

  @Test
  void wrongTotals_areToldWithTheirCell_andRowsPass() {
    totals(Map.of("小计", "section", "合计", "sheet"), "check", List.of("TON"));
    twoSections("a.xlsx", 3.3, 40, 43.3);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).filteredOn(a -> a.record() != null).hasSize(3);
    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::value, Violation::expected, Violation::where)
        .containsExactly(
            tuple("FILE-040", "40", "4", "a.xlsx '报表'!B8, column TON"),
            tuple("FILE-040", "43.3", "7.3", "a.xlsx '报表'!B9, column TON"));
    assertThat(problems(arrivals).get(0).message())
        .isEqualTo("the total says 40, the 1 rows above add up to 4 (difference 36)");
    assertThat(fixture.names("done")).containsExactly("a.xlsx", "a.xlsx.reason.json");
    assertThat(fixture.reason("done", "a.xlsx.reason.json"))
        .contains("\"code\" : \"FILE-040\"", "\"cell\" : \"B8\"", "\"column\" : \"TON\"");
  }

  @Test
  void wrongTotal_rejectsTheWorkbook_ifStrict() {
    totals(Map.of("小计", "section", "合计", "sheet"), "check", List.of("TON"), "strict", true);
    twoSections("a.xlsx", 3.3, 4, 7);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-040", "a.xlsx '报表'!B9, column TON"));
    assertThat(fixture.names("rejected")).contains("a.xlsx");
  }

  @Test
  void differenceWithinTheTolerance_isNone() {
    totals(Map.of("小计", "section", "合计", "sheet"), "check", List.of("TON"), "tolerance", "0.5");
    twoSections("a.xlsx", 3, 4.5, 7.9);

    assertThat(problems(fixture.drain(10)))
        .extracting(Violation::where)
        .containsExactly("a.xlsx '报表'!B9, column TON");
  }

  @Test
  void totalThatIsNoNumber_cannotBeRight_andAnEmptyOneSaysNothing() {
    totals(Map.of("小计", "section", "合计", "sheet"), "check", List.of("TON"));
    twoSections("a.xlsx", "about 3", null, "7.30");

    assertThat(problems(fixture.drain(10)))
        .extracting(Violation::value, Violation::expected)
        .containsExactly(tuple("about 3", "3.3"));
  }

  @Test
  void totalsOfMonthsAcross_areCheckedMonthByMonth() {
    flat("站", "MONTH", "PLAN");
    fixture.source.put("unpivot", Map.of("values", Map.of("PLAN", "{MONTH}月"), "header", "number"));
    totals(Map.of("*合计", "sheet"), "check", List.of("PLAN"));
    drop(
        "a.xlsx",
        new Object[][] {
          row("站", "1月", "2月"), row("S-1", 1, 2), row("S-2", 3, null), row("年合计", 4, 3)
        });
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).filteredOn(a -> a.record() != null).hasSize(3);
    assertThat(problems(arrivals))
        .extracting(Violation::field, Violation::where, Violation::expected)
        .containsExactly(tuple("2月", "a.xlsx '报表'!C4, column 2月", "2"));
  }

  @Test
  void words_standInTheFirstText_orInDeclaredColumns() {
    flat("厂", "站", "TON", "备注");
    Object[][] rows = {
      row("厂", "站", "TON", "备注"),
      row("F", "S-1", 1, "合计"),
      row("F", "合计", 1, null),
      row("合计", "S-2", 1, null)
    };
    totals(List.of("合计"));
    drop("a.xlsx", rows);
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("站"))
        .containsExactly("S-1", "合计");

    fixture.restart();
    totals(List.of("合计"), "in", List.of("站"));
    fixture.drop("b.xlsx", Workbooks.of("b.xls", new Table("报表", rows)));
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("站"))
        .containsExactly("S-1", "S-2");
  }

  @Test
  void sectionOfANamedLevel_isAddedUpUntilThatLevelEnds() {
    flat("厂", "队", "站", "TON");
    Map<String, Object> sections = new java.util.LinkedHashMap<>();
    sections.put("厂", "*厂");
    sections.put("队", "*队");
    fixture.source.put("sections", sections);
    totals(Map.of("小计", "section", "厂计", "厂"), "check", List.of("TON"));
    drop(
        "a.xlsx",
        new Object[][] {
          row("站", "TON"),
          row("甲厂"),
          row("一队"),
          row("S-1", 1),
          row("小计", 1),
          row("二队"),
          row("S-2", 2),
          row("小计", 2),
          row("厂计", 3),
          row("乙厂"),
          row("S-3", 5),
          row("厂计", 6)
        });

    assertThat(problems(fixture.drain(10)))
        .extracting(Violation::value, Violation::expected)
        .containsExactly(tuple("6", "5"));
  }

  // what stands behind the table

  @Test
  void signatures_endTheTable() {
    flat("站", "TON");
    fixture.source.put("end", List.of("制表人*", "审核*", "注：*"));
    drop(
        "a.xlsx",
        new Object[][] {
          row("站", "TON"),
          row("S-1", 1),
          row(null, "制表人： 张三", "审核： 李四"),
          row("S-9", 9),
          row("注：单位为吨")
        });

    assertThat(fixture.drain(10)).extracting(a -> a.record().value("站")).containsExactly("S-1");
  }

  @Test
  void wrongSettings_areToldAtOnce() {
    flat("站", "TON");
    fixture.source.put("sections", Map.of("厂", "*"));
    totals(Map.of("合计", "sheat"), "check", List.of("TONS"), "tolerance", "-1");

    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("source.sections: found 厂, expected a column of the mapping")
        .hasMessageContaining("totals.words.合计: found sheat")
        .hasMessageContaining("did you mean 'sheet'?")
        .hasMessageContaining("totals.check: found TONS")
        .hasMessageContaining("did you mean 'TON'?")
        .hasMessageContaining("totals.tolerance: found -1");
  }
}
