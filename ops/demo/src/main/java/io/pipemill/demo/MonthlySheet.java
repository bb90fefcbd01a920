package io.pipemill.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A month's sheet as people lay it out: a title, the month, a header with a row of units, plants in
 * cells merged over their stations, sub-totals, a total and who made it.
 */
final class MonthlySheet {
  private static final String MONTH = "yyyy\"年\"m\"月\"";

  /** Its writer does not escape quotation marks; Excel takes the words without them too. */
  private static final String MONTH_OF_XLSX = "yyyy年m月";

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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "pipemill", "1.0")) {
      book.newWorksheet("说明").value(0, 0, "样例数据，均为虚构");
      Worksheet sheet = book.newWorksheet("原油月报");
      for (int r = 0; r < rows.size(); r++) {
        List<@Nullable Object> row = rows.get(r);
        for (int c = 0; c < row.size(); c++) {
          Object cell = row.get(c);
          if (cell instanceof LocalDate day) {
            sheet.value(r, c, day);
            sheet.style(r, c).format(MONTH_OF_XLSX).set();
          } else if (cell instanceof BigDecimal number) {
            sheet.value(r, c, number);
          } else if (cell != null) {
            sheet.value(r, c, cell.toString());
          }
        }
      }
      for (int[] rowsOfPlant : merged) {
        sheet.range(rowsOfPlant[0], 0, rowsOfPlant[1], 0).merge();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] xls() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      HSSFSheet sheet = book.createSheet("原油月报");
      HSSFCellStyle month = book.createCellStyle();
      month.setDataFormat(book.createDataFormat().getFormat(MONTH));
      for (int r = 0; r < rows.size(); r++) {
        HSSFRow row = sheet.createRow(r);
        for (int c = 0; c < rows.get(r).size(); c++) {
          Object cell = rows.get(r).get(c);
          if (cell instanceof LocalDate day) {
            HSSFCell at = row.createCell(c);
            at.setCellValue(day);
            at.setCellStyle(month);
          } else if (cell instanceof BigDecimal number) {
            row.createCell(c).setCellValue(number.doubleValue());
          } else if (cell != null) {
            row.createCell(c).setCellValue(cell.toString());
          }
        }
      }
      for (int[] rowsOfPlant : merged) {
        sheet.addMergedRegion(new CellRangeAddress(rowsOfPlant[0], rowsOfPlant[1], 0, 0));
      }
      book.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
