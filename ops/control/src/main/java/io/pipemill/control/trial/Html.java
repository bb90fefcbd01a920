package io.pipemill.control.trial;

import io.pipemill.control.workbook.Cells;
import io.pipemill.control.workbook.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a page without scripts and without anything from elsewhere, in the workbook's style. */
final class Html {
  private final XMLStreamWriter out;

  private Html(XMLStreamWriter out) {
    this.out = out;
  }

  /** What stands in the body. */
  interface Body {
    void write(Html out) throws XMLStreamException;
  }

  /**
   * @param mark style of the row; empty for none
   */
  record Row(String mark, List<String> cells) {}

  static byte[] page(String language, String title, Body body) {
    StringWriter text = new StringWriter();
    text.append("<!DOCTYPE html>\n");
    try {
      XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      Html html = new Html(writer);
      writer.writeStartElement("html");
      writer.writeAttribute("lang", language.equals("zh") ? "zh-CN" : "en");
      html.start("head", "");
      writer.writeEmptyElement("meta");
      writer.writeAttribute("charset", "utf-8");
      writer.writeEmptyElement("meta");
      writer.writeAttribute("name", "viewport");
      writer.writeAttribute("content", "width=device-width, initial-scale=1");
      html.text("title", "", title);
      html.text("style", "", style());
      html.end();
      html.start("body", "");
      body.write(html);
      html.end();
      html.end();
      writer.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream css = Words.class.getResourceAsStream("workbook.css")) {
      if (css == null) {
        throw new IllegalStateException("workbook.css is missing");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start(String name, String kind) throws XMLStreamException {
    out.writeStartElement(name);
    if (!kind.isEmpty()) {
      out.writeAttribute("class", kind);
    }
  }

  void end() throws XMLStreamException {
    out.writeEndElement();
  }

  void text(String name, String kind, String text) throws XMLStreamException {
    start(name, kind);
    out.writeCharacters(Cells.text(text));
    end();
  }

  /**
   * @param widths of the columns, in proportion
   */
  void table(List<String> headings, List<Integer> widths, List<Row> rows)
      throws XMLStreamException {
    start("table", "");
    start("colgroup", "");
    int all = widths.stream().mapToInt(Integer::intValue).sum();
    for (int width : widths) {
      out.writeEmptyElement("col");
      out.writeAttribute("style", String.format(Locale.ROOT, "width:%.1f%%", 100.0 * width / all));
    }
    end();
    start("thead", "");
    start("tr", "");
    for (String heading : headings) {
      text("th", "", heading);
    }
    end();
    end();
    start("tbody", "");
    for (Row row : rows) {
      start("tr", row.mark());
      for (String cell : row.cells()) {
        text("td", "", cell);
      }
      end();
    }
    end();
    end();
    out.writeCharacters("\n");
  }
}
