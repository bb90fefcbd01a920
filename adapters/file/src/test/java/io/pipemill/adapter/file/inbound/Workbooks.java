package io.pipemill.adapter.file.inbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks of both formats from the same rows, and .xlsx files part by part for what is odd. */
final class Workbooks {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private Workbooks() {}

  /** A sheet: rows of cells, null where there is none; areas as {row, column, row, column}. */
  record Table(String name, Object[][] rows, int[]... merged) {}

  static byte[] of(String ending, Table... tables) {
    return ending.endsWith("xls") ? xls(tables) : xlsx(tables);
  }

  static byte[] xls(Table... tables) {
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      CellStyle day = book.createCellStyle();
      day.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
      for (Table table : tables) {
        Sheet sheet = book.createSheet(table.name);
        for (int r = 0; r < table.rows.length; r++) {
          org.apache.poi.ss.usermodel.Row row = sheet.createRow(r);
          for (int c = 0; c < table.rows[r].length; c++) {
            Object value = table.rows[r][c];
            if (value != null) {
              set(row.createCell(c), value, day);
            }
          }
        }
        for (int[] area : table.merged) {
          sheet.addMergedRegion(new CellRangeAddress(area[0], area[2], area[1], area[3]));
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void set(Cell cell, Object value, CellStyle day) {
    if (value instanceof LocalDate date) {
      cell.setCellValue(date);
      cell.setCellStyle(day);
    } else if (value instanceof LocalDateTime time) {
      cell.setCellValue(time);
      cell.setCellStyle(day);
    } else if (value instanceof Boolean flag) {
      cell.setCellValue(flag);
    } else if (value instanceof Number number) {
      cell.setCellValue(number.doubleValue());
    } else {
      cell.setCellValue(value.toString());
    }
  }

  static byte[] xlsx(Table... tables) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "pipemill", "1.0")) {
      for (Table table : tables) {
        Worksheet sheet = book.newWorksheet(table.name);
        for (int r = 0; r < table.rows.length; r++) {
          for (int c = 0; c < table.rows[r].length; c++) {
            Object value = table.rows[r][c];
            if (value instanceof LocalDate date) {
              sheet.value(r, c, date);
              sheet.style(r, c).format("yyyy-mm-dd").set();
            } else if (value instanceof LocalDateTime time) {
              sheet.value(r, c, time);
              sheet.style(r, c).format("yyyy-mm-dd hh:mm:ss").set();
            } else if (value instanceof Boolean flag) {
              sheet.value(r, c, flag);
            } else if (value instanceof BigDecimal number) {
              sheet.value(r, c, number.doubleValue());
            } else if (value instanceof Number number) {
              sheet.value(r, c, number);
            } else if (value != null) {
              sheet.value(r, c, value.toString());
            }
          }
        }
        for (int[] area : table.merged) {
          sheet.range(area[0], area[1], area[2], area[3]).merge();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The parts of a workbook with one sheet 'S' of the given rows (XML of sheetData's content). */
  static Map<String, String> parts(String rows) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", "<Types/>");
    parts.put("_rels/.rels", relations("r1", "officeDocument", "xl/workbook.xml"));
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns='"
            + MAIN
            + "' xmlns:r='"
            + TYPES
            + "'><workbookPr/><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='"
            + RELATIONS
            + "'><Relationship Id='r1' Type='"
            + TYPES
            + "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='"
            + TYPES
            + "/styles' Target='styles.xml'/><Relationship Id='r3' Type='"
            + TYPES
            + "/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>");
    parts.put(
        "xl/styles.xml",
        "<styleSheet xmlns='"
            + MAIN
            + "'><numFmts><numFmt numFmtId='164' formatCode='[h]:mm'/></numFmts>"
            + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId='0'/><xf numFmtId='31'/><xf numFmtId='164'/>"
            + "<xf numFmtId='22'/></cellXfs></styleSheet>");
    parts.put(
        "xl/sharedStrings.xml",
        "<sst xmlns='"
            + MAIN
            + "'><si><t>NO</t></si><si><t>CUST</t></si><si><r><t>大</t></r><rPh><t>da</t></rPh>"
            + "<r><t>庆_x000D_</t></r></si></sst>");
    parts.put("xl/worksheets/sheet1.xml", sheet(rows));
    return parts;
  }

  static String sheet(String rows) {
    return "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData></worksheet>";
  }

  private static String relations(String id, String type, String target) {
    return "<Relationships xmlns='"
        + RELATIONS
        + "'><Relationship Id='"
        + id
        + "' Type='"
        + TYPES
        + "/"
        + type
        + "' Target='"
        + target
        + "'/></Relationships>";
  }

  static byte[] zip(Map<String, String> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    zip(parts, out);
    return out.toByteArray();
  }

  static void zip(Map<String, String> parts, OutputStream out) {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
