package io.pipemill.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
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
 * A workbook with one sheet, and a sheet of notes before it, in both formats. Days are shown as
 * months.
 *
 * @param rows of cells: texts, numbers, days, null for nothing
 * @param merged areas: first and last row, first and last column
 */
record TableSheet(String name, List<List<@Nullable Object>> rows, List<int[]> merged) {
  private static final String MONTH = "yyyy\"年\"m\"月\"";

  /** Its writer does not escape quotation marks; Excel takes the words without them too. */
  private static final String MONTH_OF_XLSX = "yyyy年m月";

  byte[] xlsx() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "pipemill", "1.0")) {
      book.newWorksheet("说明").value(0, 0, "样例数据，均为虚构");
      Worksheet sheet = book.newWorksheet(name);
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
      for (int[] area : merged) {
        sheet.range(area[0], area[2], area[1], area[3]).merge();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] xls() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      HSSFSheet sheet = book.createSheet(name);
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
      for (int[] area : merged) {
        sheet.addMergedRegion(new CellRangeAddress(area[0], area[1], area[2], area[3]));
      }
      book.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
