package io.pipemill.demo;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A month's sheet as people lay it out: a title, the month, a header with a row of units, plants in
 * cells merged over their stations, sub-totals, a total and who made it.
 */
final class MonthlySheet {
  private static final int HEADER_ROW = 3;
  private static final int FIRST_QUANTITY = 3;

  /**
   * A line.
   *
   * @param quantities by column; null where nothing is reported
   */
  record Station(String code, String name, @Nullable BigDecimal[] quantities, String note) {}

  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /** First and last row of each plant. */
  private final List<int[]> merged = new ArrayList<>();

  MonthlySheet(
      YearMonth month,
      List<String> header,
      List<String> plants,
      List<List<Station>> stations,
      String author) {
    add("××油田原油生产月报表");
    add("填报月份", month.atDay(1));
    add();
    add(header.toArray());
    List<@Nullable Object> units = row();
    for (int i = 0; i < header.size(); i++) {
      boolean quantity = i >= FIRST_QUANTITY && i < header.size() - 1;
      units.add(quantity ? "吨" : null);
    }
    BigDecimal[] total = zeros();
    for (int p = 0; p < plants.size(); p++) {
      int first = rows.size();
      BigDecimal[] sum = zeros();
      for (Station station : stations.get(p)) {
        line(rows.size() == first ? plants.get(p) : null, station, sum);
      }
      sums(null, "小计", sum);
      merged.add(new int[] {first, rows.size() - 1});
      for (int i = 0; i < sum.length; i++) {
        total[i] = total[i].add(sum[i]);
      }
    }
    sums("合计", null, total);
    add("制表人：" + author);
  }

  private static BigDecimal[] zeros() {
    BigDecimal[] zeros = new BigDecimal[6];
    java.util.Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private List<@Nullable Object> row() {
    List<@Nullable Object> row = new ArrayList<>();
    rows.add(row);
    return row;
  }

  private void add(Object... cells) {
    row().addAll(List.of(cells));
  }

  private void line(@Nullable String plant, Station station, BigDecimal[] sum) {
    List<@Nullable Object> row = row();
    row.add(plant);
    row.add(station.code);
    row.add(station.name);
    for (int i = 0; i < station.quantities.length; i++) {
      BigDecimal quantity = station.quantities[i];
      row.add(quantity == null ? "—" : quantity);
      sum[i] = sum[i].add(quantity == null ? BigDecimal.ZERO : quantity);
    }
    row.add(station.note);
  }

  private void sums(@Nullable String plant, @Nullable String name, BigDecimal[] sums) {
    List<@Nullable Object> row = row();
    row.add(plant);
    row.add(null);
    row.add(name);
    row.addAll(List.of(sums));
  }

  void rename(String column, String name) {
    List<@Nullable Object> header = rows.get(HEADER_ROW);
    header.set(header.indexOf(column), name);
  }

  void unit(String unit) {
    rows.get(HEADER_ROW + 1).replaceAll(cell -> cell == null ? null : unit);
  }

  /** Puts something else where the first station of a plant has its production. */
  void replaceProduction(int plant, String text) {
    rows.get(merged.get(plant)[0]).set(FIRST_QUANTITY + 1, text);
  }

  byte[] xlsx() {
    return sheet().xlsx();
  }

  byte[] xls() {
    return sheet().xls();
  }

  private TableSheet sheet() {
    List<int[]> areas = merged.stream().map(rows -> new int[] {rows[0], rows[1], 0, 0}).toList();
    return new TableSheet("原油月报", rows, areas);
  }
}
