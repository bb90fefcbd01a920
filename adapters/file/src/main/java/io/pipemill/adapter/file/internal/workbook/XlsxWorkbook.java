package io.pipemill.adapter.file.internal.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An .xlsx file (ECMA-376, transitional or strict). Its parts are streamed through the same
 * hardened parser as XML files, because libraries build trees of them whose size the sender
 * decides.
 */
final class XlsxWorkbook implements Workbook {
  private final XlsxPackage parts;
  private final Options options;

  /** Part of each sheet, by its name. */
  private final Map<String, String> sheets;

  private final List<String> texts;
  private final BitSet dateStyles;
  private final SerialDates dates;

  private XlsxWorkbook(
      XlsxPackage parts,
      Options options,
      Map<String, String> sheets,
      List<String> texts,
      BitSet dateStyles,
      boolean from1904) {
    this.parts = parts;
    this.options = options;
    this.sheets = sheets;
    this.texts = texts;
    this.dateStyles = dateStyles;
    this.dates = new SerialDates(from1904);
  }

  static XlsxWorkbook open(Path file, Options options) throws IOException {
    XlsxPackage parts = XlsxPackage.open(file);
    try {
      return open(parts, options);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static XlsxWorkbook open(XlsxPackage parts, Options options) throws IOException {
    if (!parts.has("_rels/.rels")) {
      throw Damage.none("a ZIP archive", "the file is an archive, but no workbook");
    }
    XlsxParts reader = new XlsxParts(parts);
    String main = "";
    for (XlsxParts.Relation relation : reader.relations("").values()) {
      main = relation.type().equals("officeDocument") ? relation.target() : main;
    }
    if (main.endsWith(".bin")) {
      throw Damage.none("a binary workbook (.xlsb)", "save it with Excel as .xlsx");
    }
    Map<String, XlsxParts.Relation> relations = reader.relations(main);
    XlsxParts.Book book = reader.book(main);
    Map<String, String> sheets = new LinkedHashMap<>();
    for (Map.Entry<String, String> sheet : book.sheets().entrySet()) {
      XlsxParts.Relation relation = relations.get(sheet.getValue());
      if (relation != null && relation.type().equals("worksheet")) {
        sheets.put(sheet.getKey(), relation.target());
      }
    }
    if (sheets.isEmpty()) {
      throw Damage.none("a document without sheets", "the file has no sheets: it is no workbook");
    }
    List<String> texts = List.of();
    BitSet dateStyles = new BitSet();
    for (XlsxParts.Relation relation : relations.values()) {
      if (relation.type().equals("sharedStrings")) {
        texts = reader.sharedTexts(relation.target());
      } else if (relation.type().equals("styles")) {
        dateStyles = reader.dateStyles(relation.target());
      }
    }
    boolean from1904 =
        options.dates() == DateSystem.AS_STATED
            ? book.from1904()
            : options.dates() == DateSystem.FROM_1904;
    return new XlsxWorkbook(parts, options, sheets, texts, dateStyles, from1904);
  }

  @Override
  public List<String> sheets() {
    return new ArrayList<>(sheets.keySet());
  }

  @Override
  public SheetRows rows(String sheet) throws IOException {
    String part = sheets.get(sheet);
    if (part == null) {
      throw new IllegalArgumentException("sheet " + sheet + ", expected one of " + sheets.keySet());
    }
    XlsxXml xml = new XlsxXml(parts.open(part), part, options.maxRowBytes());
    return new XlsxSheetRows(xml, texts, dateStyles, dates);
  }

  @Override
  public SerialDates dates() {
    return dates;
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
