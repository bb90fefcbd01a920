package io.pipemill.control.workbook;

import io.pipemill.control.workbook.Book.Fact;
import io.pipemill.control.workbook.Book.Legend;
import io.pipemill.control.workbook.Sheet.Column;
import io.pipemill.control.workbook.Sheet.Look;
import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.control.workbook.Sheet.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Draws a workbook as xlsx. Every cell is a text cell in the text format: what begins like a
 * formula stays a text, also when somebody edits it.
 */
final class XlsxBook {
  private static final String TEXT = "@";
  private static final String DARK = "1F3A5F";
  private static final String BAND = "E8EDF3";
  private static final String LINE = "B8C0CA";
  private static final String GREY = "5A6573";
  private static final int COVER_WIDTH = 7;

  private final Book book;
  private final String font;
  private final String code;

  private XlsxBook(Book book) {
    this.book = book;
    boolean chinese = book.language().equals("zh");
    this.font = chinese ? "Microsoft YaHei" : "Calibri";
    this.code = chinese ? "Microsoft YaHei" : "Consolas";
  }

  /** The file; the same bytes for the same book. */
  static byte[] bytes(Book book) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    XlsxBook drawing = new XlsxBook(book);
    try {
      Workbook workbook = new Workbook(bytes, "Pipemill", null);
      workbook.setGlobalDefaultFont(drawing.font, 10);
      workbook.properties().setTitle(Cells.text(book.title() + " " + book.subtitle()));
      drawing.cover(workbook.newWorksheet(book.coverName()));
      for (Sheet sheet : book.sheets()) {
        drawing.sheet(workbook.newWorksheet(Cells.text(sheet.name())), sheet);
      }
      workbook.finish();
      return FixedZip.of(bytes.toByteArray(), book.date());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String fill(Mark mark) {
    return switch (mark) {
      case ADDED -> "DDF3DF";
      case CHANGED -> "FFF2C4";
      case REMOVED -> "F2DEDE";
      case MISSING -> "FF9D8F";
      case NONE -> "FFFFFF";
    };
  }

  private void cover(Worksheet sheet) {
    sheet.hideGridLines();
    int[] widths = {26, 26, 22, 22, 10, 16, 40};
    for (int i = 0; i < widths.length; i++) {
      sheet.width(i, widths[i]);
    }
    put(sheet, 0, 0, book.title()).bold().fontSize(20).fontColor(DARK).fontName(font).set();
    put(sheet, 1, 0, book.subtitle()).fontSize(14).fontColor(GREY).fontName(font).set();
    sheet.rowHeight(0, 32);
    sheet.rowHeight(1, 24);
    int row = 3;
    for (Fact fact : book.facts()) {
      put(sheet, row, 0, fact.label()).fontName(font).fontColor(GREY).set();
      put(sheet, row, 1, fact.value()).fontName(font).bold().set();
      row++;
    }
    row = table(sheet, row + 1, book.versions(), true);
    if (!book.findings().isEmpty()) {
      row = findings(sheet, row + 1);
    }
    row++;
    put(sheet, row, 0, book.statement())
        .fontName(font)
        .wrapText(true)
        .verticalAlignment("top")
        .set();
    sheet.range(row, 0, row, COVER_WIDTH - 1).merge();
    sheet.rowHeight(row, 46);
    int first = row + 2;
    row = table(sheet, first, book.signatures(), true);
    for (int i = row - book.signatures().rows().size(); i < row; i++) {
      sheet.rowHeight(i, 34);
    }
    row++;
    for (Legend legend : book.legend()) {
      StyleSetter swatch = put(sheet, row, 0, legend.meaning());
      swatch.fontName(font).fillColor(fill(legend.mark()));
      border(swatch);
      swatch.set();
      row++;
    }
    page(sheet, book.coverName());
  }

  private int findings(Worksheet sheet, int from) {
    int row = from;
    put(sheet, row++, 0, Words.of(book.language()).get("cover.findings"))
        .fontName(font)
        .bold()
        .fontColor("B3261E")
        .set();
    for (String finding : book.findings()) {
      put(sheet, row, 0, finding).fontName(font).wrapText(true).verticalAlignment("top").set();
      sheet.range(row, 0, row, COVER_WIDTH - 1).merge();
      sheet.rowHeight(row++, 28);
    }
    return row;
  }

  private void sheet(Worksheet drawn, Sheet sheet) {
    int width = sheet.columns().size();
    for (int i = 0; i < width; i++) {
      drawn.width(i, sheet.columns().get(i).width());
    }
    put(drawn, 0, 0, sheet.title()).bold().fontSize(14).fontColor(DARK).fontName(font).set();
    drawn.rowHeight(0, 24);
    int row = 1;
    for (String note : sheet.notes()) {
      put(drawn, row, 0, note).fontName(font).fontColor(GREY).set();
      row++;
    }
    int heading = row;
    int end = table(drawn, heading, sheet, false);
    drawn.freezePane(0, heading + 1);
    drawn.repeatRows(heading);
    if (!sheet.rows().isEmpty()) {
      drawn.setAutoFilter(heading, 0, end - 1, width - 1);
    }
    if (sheet.rows().stream().anyMatch(r -> r.mark() == Mark.MISSING)) {
      drawn.setTabColor("C0392B");
    }
    page(drawn, sheet.title());
  }

  /** Returns the first row behind the table. */
  private int table(Worksheet drawn, int from, Sheet sheet, boolean titled) {
    int row = from;
    if (titled) {
      put(drawn, row++, 0, sheet.title()).bold().fontSize(12).fontColor(DARK).fontName(font).set();
    }
    for (int i = 0; i < sheet.columns().size(); i++) {
      StyleSetter style = put(drawn, row, i, sheet.columns().get(i).heading());
      style.bold().fontColor("FFFFFF").fillColor(DARK).fontName(font).wrapText(true);
      style.verticalAlignment("center");
      border(style);
      style.set();
    }
    drawn.rowHeight(row++, 30);
    if (sheet.rows().isEmpty()) {
      put(drawn, row++, 0, sheet.none()).italic().fontColor(GREY).fontName(font).set();
    }
    for (Row cells : sheet.rows()) {
      for (int i = 0; i < sheet.columns().size(); i++) {
        cell(drawn, row, i, cells, sheet);
      }
      drawn.rowHeight(row, height(cells, sheet));
      row++;
    }
    return row;
  }

  private void cell(Worksheet drawn, int row, int column, Row cells, Sheet sheet) {
    Column about = sheet.columns().get(column);
    StyleSetter style = put(drawn, row, column, cells.cells().get(column));
    style.fontName(about.look() == Look.CODE ? code : font).wrapText(true);
    style.fontSize(about.look() == Look.CODE ? 9 : 10);
    style.verticalAlignment(sheet == book.signatures() ? "center" : "top");
    if (cells.mark() != Mark.NONE) {
      style.fillColor(fill(cells.mark()));
    } else if (cells.section()) {
      style.fillColor(BAND);
    }
    if (cells.section() || cells.mark() == Mark.MISSING) {
      style.bold();
    }
    // the first column says what changed, and must stay easy to read
    if (cells.mark() == Mark.REMOVED && column > 0) {
      style.strikethrough();
    }
    border(style);
    style.set();
  }

  /** Not every program fits the height of a row to its wrapped texts by itself. */
  private static double height(Row cells, Sheet sheet) {
    int lines = 1;
    for (int i = 0; i < sheet.columns().size(); i++) {
      int room = Math.max(4, sheet.columns().get(i).width() - 1);
      int needed = 0;
      for (String line : cells.cells().get(i).split("\n", -1)) {
        needed += Math.max(1, (width(line) + room - 1) / room);
      }
      lines = Math.max(lines, needed);
    }
    return Math.min(409, 6 + 13.5 * lines);
  }

  /** Chinese characters take two columns. */
  private static int width(String text) {
    return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
  }

  private static StyleSetter put(Worksheet sheet, int row, int column, String text) {
    if (!text.isEmpty()) {
      sheet.value(row, column, Cells.text(text));
    }
    StyleSetter style = sheet.style(row, column);
    style.format(TEXT);
    return style;
  }

  private static void border(StyleSetter style) {
    for (BorderSide side :
        new BorderSide[] {BorderSide.TOP, BorderSide.BOTTOM, BorderSide.LEFT, BorderSide.RIGHT}) {
      style.borderStyle(side, BorderStyle.THIN).borderColor(side, LINE);
    }
  }

  private void page(Worksheet sheet, String title) {
    sheet.pageOrientation("landscape");
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.leftMargin(0.4f);
    sheet.rightMargin(0.4f);
    sheet.topMargin(0.5f);
    sheet.bottomMargin(0.6f);
    sheet.footer(footer(book.subtitle() + " · " + title), Position.LEFT, 8);
    sheet.footer("&P / &N", Position.RIGHT, 8);
  }

  /** An ampersand begins a code in footers. */
  private static String footer(String text) {
    return Cells.text(text).replace("&", "&&");
  }
}
