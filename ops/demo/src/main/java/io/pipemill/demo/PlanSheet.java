package io.pipemill.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A year's plan as people lay it out: a title, a header of two rows with the months across and a
 * row of units, the plants as titles above their oils, sub-totals, a total and who made it.
 */
final class PlanSheet {
  private static final int FIRST_MONTH = 2;
  private static final int MONTHS = 12;
  private static final int MONTH_ROW = 4;

  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /** The row of each plant's first oil. */
  private final List<Integer> firstRows = new ArrayList<>();

  private final int totalRow;
  private final int oils;

  /**
   * @param oils code and name
   * @param plants by plant, oil and month; null where nothing is planned
   */
  PlanSheet(
      int year,
      List<String> names,
      Map<String, String> oils,
      List<@Nullable BigDecimal[][]> plants,
      String author) {
    this.oils = oils.size();
    add("××油田" + year + "年原油销售计划");
    add("计划编号", "XS-" + year, "计划年度", BigDecimal.valueOf(year), "审批", "已批准");
    add();
    add("油品代码", "油品", "计划量");
    List<@Nullable Object> months = add(null, null);
    for (int month = 1; month <= MONTHS; month++) {
      months.add(YearMonth.of(year, month).atDay(1));
    }
    months.add("合计");
    List<@Nullable Object> units = add(null, null);
    for (int i = 0; i <= MONTHS; i++) {
      units.add("吨");
    }
    BigDecimal[] total = zeros();
    for (int p = 0; p < names.size(); p++) {
      add(names.get(p));
      firstRows.add(rows.size());
      BigDecimal[] sum = zeros();
      int oil = 0;
      for (Map.Entry<String, String> each : oils.entrySet()) {
        @Nullable BigDecimal[] amounts = plants.get(p)[oil++];
        amounts(add(each.getKey(), each.getValue()), amounts);
        for (int month = 0; month < MONTHS; month++) {
          BigDecimal amount = amounts[month];
          sum[month] = amount == null ? sum[month] : sum[month].add(amount);
        }
      }
      amounts(add("小计", null), sum);
      for (int month = 0; month < MONTHS; month++) {
        total[month] = total[month].add(sum[month]);
      }
    }
    totalRow = rows.size();
    amounts(add("合　计", null), total);
    add("编制人：" + author, null, null, "审核：");
  }

  private static BigDecimal[] zeros() {
    BigDecimal[] zeros = new BigDecimal[MONTHS];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private List<@Nullable Object> add(@Nullable Object... cells) {
    List<@Nullable Object> row = new ArrayList<>(Arrays.asList(cells));
    rows.add(row);
    return row;
  }

  /** The months of a row, and their sum. */
  private static void amounts(List<@Nullable Object> row, @Nullable BigDecimal[] amounts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal amount : amounts) {
      row.add(amount == null ? "—" : amount);
      sum = amount == null ? sum : sum.add(amount);
    }
    row.add(sum);
  }

  /** Writes something else over a month, from 1. */
  void heading(int month, String text) {
    rows.get(MONTH_ROW).set(FIRST_MONTH + month - 1, text);
  }

  /** Makes the sheet's total of a month, from 1, say more than it is. */
  void total(int month, BigDecimal more) {
    List<@Nullable Object> row = rows.get(totalRow);
    int place = FIRST_MONTH + month - 1;
    BigDecimal right = (BigDecimal) java.util.Objects.requireNonNull(row.get(place));
    row.set(place, right.add(more));
  }

  /** Writes something else where a plant's oil has its amount of a month, from 1. */
  void amount(int plant, int oil, int month, String text) {
    int place = FIRST_MONTH + month - 1;
    int first = firstRows.get(plant);
    Object before = rows.get(first + oil).set(place, text);
    int subtotalRow = first + oils;
    for (int row : new int[] {subtotalRow, totalRow}) {
      List<@Nullable Object> sums = rows.get(row);
      if (before instanceof BigDecimal amount && sums.get(place) instanceof BigDecimal sum) {
        sums.set(place, sum.subtract(amount));
      }
    }
  }

  private TableSheet sheet(List<List<@Nullable Object>> cells) {
    int last = FIRST_MONTH + MONTHS;
    return new TableSheet(
        "原油销售计划",
        cells,
        List.of(
            new int[] {3, 4, 0, 0}, new int[] {3, 4, 1, 1}, new int[] {3, 3, FIRST_MONTH, last}));
  }

  /** With months as dates. */
  byte[] xlsx() {
    return sheet(rows).xlsx();
  }

  /** With months as texts. */
  byte[] xls() {
    List<List<@Nullable Object>> cells = new ArrayList<>(rows);
    List<@Nullable Object> months = new ArrayList<>();
    for (Object cell : rows.get(MONTH_ROW)) {
      months.add(
          cell instanceof LocalDate day ? day.getYear() + "年" + day.getMonthValue() + "月" : cell);
    }
    cells.set(MONTH_ROW, months);
    return sheet(cells).xls();
  }
}
