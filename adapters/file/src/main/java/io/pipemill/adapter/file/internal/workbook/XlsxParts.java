package io.pipemill.adapter.file.internal.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/** Reads the parts of an .xlsx file that stand around its sheets. */
final class XlsxParts {
  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final int MOST_ENTRIES = 70_000;

  /** Characters of all shared texts, with what an object weighs. */
  private static final long MOST_SHARED = 64L * 1024 * 1024;

  private final XlsxPackage parts;

  XlsxParts(XlsxPackage parts) {
    this.parts = parts;
  }

  /**
   * What a part refers to.
   *
   * @param type the last word of its type: {@code worksheet}, {@code sharedStrings}
   * @param target name of the other part
   */
  record Relation(String type, String target) {}

  /** Relations of a part by their id; {@code ""} is the file as a whole. */
  Map<String, Relation> relations(String part) throws IOException {
    int slash = part.lastIndexOf('/');
    String folder = part.substring(0, slash + 1);
    String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
    Map<String, Relation> relations = new LinkedHashMap<>();
    try (XlsxXml xml = new XlsxXml(parts.open(name), name, MAX_BYTES)) {
      for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
        if (event == XMLStreamConstants.START_ELEMENT && xml.at("Relationship")) {
          String type = attribute(xml, "Type");
          String target = attribute(xml, "Target");
          relations.put(
              attribute(xml, "Id"),
              new Relation(
                  type.substring(type.lastIndexOf('/') + 1),
                  target.startsWith("/") ? target.substring(1) : resolved(folder, target)));
          bounded(relations.size(), name);
        }
      }
    }
    return relations;
  }

  /** {@code xl/} and {@code ../styles.xml} make {@code styles.xml}. */
  private static String resolved(String folder, String target) {
    List<String> steps = new ArrayList<>();
    for (String step : (folder + target).split("/")) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.remove(steps.size() - 1);
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  /**
   * What the workbook says of itself.
   *
   * @param sheets names in order, with the ids of their relations
   */
  record Book(Map<String, String> sheets, boolean from1904) {}

  Book book(String part) throws IOException {
    Map<String, String> sheets = new LinkedHashMap<>();
    boolean from1904 = false;
    try (XlsxXml xml = new XlsxXml(parts.open(part), part, MAX_BYTES)) {
      for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (xml.at("sheet")) {
          sheets.put(attribute(xml, "name"), attribute(xml, "id"));
          bounded(sheets.size(), part);
        } else if (xml.at("workbookPr")) {
          String stated = xml.attribute("date1904");
          from1904 = stated != null && (stated.equals("1") || stated.equals("true"));
        }
      }
    }
    return new Book(sheets, from1904);
  }

  /** Which cell styles show numbers as dates. */
  BitSet dateStyles(String part) throws IOException {
    Map<Integer, String> formats = new HashMap<>();
    BitSet dates = new BitSet();
    boolean cells = false;
    int style = 0;
    try (XlsxXml xml = new XlsxXml(parts.open(part), part, MAX_BYTES)) {
      for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
        xml.nextRecord();
        if (event == XMLStreamConstants.END_ELEMENT && xml.at("cellXfs")) {
          cells = false;
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.name()) {
          case "numFmt" -> {
            formats.put(xml.number("numFmtId", 0), attribute(xml, "formatCode"));
            bounded(formats.size(), part);
          }
          case "cellXfs" -> cells = true;
          case "xf" -> {
            if (cells) {
              int id = xml.number("numFmtId", 0);
              dates.set(style++, SerialDates.isDate(id, formats.get(id)));
              bounded(style, part);
            }
          }
          default -> {}
        }
      }
    }
    return dates;
  }

  /** Texts that cells name by number; the phonetic ones beside them are left out. */
  List<String> sharedTexts(String part) throws IOException {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean inText = false;
    int phonetic = 0;
    long weight = 0;
    try (XlsxXml xml = new XlsxXml(parts.open(part), part, MAX_BYTES)) {
      for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> {
            switch (xml.name()) {
              case "si" -> text.setLength(0);
              case "rPh" -> phonetic++;
              case "t" -> inText = phonetic == 0;
              default -> {}
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            switch (xml.name()) {
              case "si" -> {
                texts.add(XlsxText.decoded(text));
                weight += 56 + 2L * text.length();
                if (weight > MOST_SHARED) {
                  throw Damage.tooLarge(part, "texts of at most 64 MiB");
                }
                xml.nextRecord();
              }
              case "rPh" -> phonetic--;
              case "t" -> inText = false;
              default -> {}
            }
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            if (inText) {
              xml.appendText(text);
            }
          }
          default -> {}
        }
      }
    }
    return texts;
  }

  private static String attribute(XlsxXml xml, String name) throws IOException {
    String value = xml.attribute(name);
    if (value == null) {
      throw Damage.broken(xml.name(), "element '" + xml.name() + "' has no '" + name + "'");
    }
    return value;
  }

  private static void bounded(int count, String part) throws IOException {
    if (count > MOST_ENTRIES) {
      throw Damage.tooLarge(part, "at most " + MOST_ENTRIES + " entries");
    }
  }
}
