package io.pipemill.control.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads what was written, with nothing of what wrote it. */
final class WrittenFiles {
  private WrittenFiles() {}

  /**
   * @param type of the cell; {@code s} is a text
   * @param formula whether there is one
   * @param format code of the cell's number format; @ is text
   */
  record Cell(String sheet, String text, String type, boolean formula, String format) {}

  /** Every cell of an xlsx file that holds something. */
  static List<Cell> cells(Path xlsx) {
    try (ZipFile zip = new ZipFile(xlsx.toFile())) {
      List<String> texts = new ArrayList<>();
      for (Element item : elements(part(zip, "xl/sharedStrings.xml"), "si")) {
        texts.add(item.getTextContent());
      }
      Document styles = part(zip, "xl/styles.xml");
      Map<String, String> codes = new LinkedHashMap<>();
      elements(styles, "numFmt")
          .forEach(f -> codes.put(f.getAttribute("numFmtId"), f.getAttribute("formatCode")));
      List<String> formats = new ArrayList<>();
      elements(elements(styles, "cellXfs").get(0), "xf")
          .forEach(xf -> formats.add(codes.getOrDefault(xf.getAttribute("numFmtId"), "")));
      List<Cell> cells = new ArrayList<>();
      List<Element> sheets = elements(part(zip, "xl/workbook.xml"), "sheet");
      for (int i = 0; i < sheets.size(); i++) {
        Document sheet = part(zip, "xl/worksheets/sheet" + (i + 1) + ".xml");
        for (Element cell : elements(sheet, "c")) {
          NodeList value = cell.getElementsByTagName("v");
          if (value.getLength() > 0 || cell.getElementsByTagName("f").getLength() > 0) {
            String type = cell.getAttribute("t");
            String raw = value.getLength() == 0 ? "" : value.item(0).getTextContent();
            String style = cell.getAttribute("s");
            cells.add(
                new Cell(
                    sheets.get(i).getAttribute("name"),
                    type.equals("s") ? texts.get(Integer.parseInt(raw)) : raw,
                    type,
                    cell.getElementsByTagName("f").getLength() > 0,
                    style.isEmpty() ? "" : formats.get(Integer.parseInt(style))));
          }
        }
      }
      return cells;
    } catch (Exception e) {
      throw new IllegalStateException(xlsx + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param kind classes of the row: added, changed, group …
   */
  record Line(String section, String kind, List<String> cells) {}

  /** Every row of every table of a page, with the heading of its section. */
  static List<Line> rows(Path html) {
    try {
      String text = Files.readString(html).replace("<!DOCTYPE html>", "");
      Document page = xml(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      List<Line> lines = new ArrayList<>();
      for (Element section : elements(page, "section")) {
        String title = elements(section, "h2").get(0).getTextContent();
        for (Element row : elements(section, "tr")) {
          List<String> cells = new ArrayList<>();
          elements(row, "td").forEach(cell -> cells.add(cell.getTextContent()));
          if (!cells.isEmpty()) {
            lines.add(new Line(title, row.getAttribute("class"), cells));
          }
        }
      }
      return lines;
    } catch (Exception e) {
      throw new IllegalStateException(html + ": " + e.getMessage(), e);
    }
  }

  /** The parts of an xlsx file by name, for saying which differ. */
  static Map<String, String> parts(Path xlsx) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(xlsx.toFile())) {
      for (var entry : java.util.Collections.list(zip.entries())) {
        parts.put(
            entry.getName(),
            new String(
                zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private static Document part(ZipFile zip, String name) throws Exception {
    return xml(zip.getInputStream(zip.getEntry(name)).readAllBytes());
  }

  private static Document xml(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  private static List<Element> elements(org.w3c.dom.Node in, String name) {
    NodeList found =
        in instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) in).getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
