package io.pipemill.control.workbook;

import io.pipemill.control.workbook.Book.Fact;
import io.pipemill.control.workbook.Book.Legend;
import io.pipemill.control.workbook.Sheet.Column;
import io.pipemill.control.workbook.Sheet.Look;
import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.control.workbook.Sheet.Row;
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

/** Draws a workbook as one HTML page without scripts and without anything from elsewhere. */
final class HtmlBook {
  private final Book book;
  private final Words words;
  private final XMLStreamWriter out;

  private HtmlBook(Book book, XMLStreamWriter out) {
    this.book = book;
    this.words = Words.of(book.language());
    this.out = out;
  }

  static byte[] bytes(Book book) {
    StringWriter text = new StringWriter();
    text.append("<!DOCTYPE html>\n");
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new HtmlBook(book, out).page();
      out.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void page() throws XMLStreamException {
    out.writeStartElement("html");
    out.writeAttribute("lang", book.language().equals("zh") ? "zh-CN" : "en");
    out.writeStartElement("head");
    out.writeEmptyElement("meta");
    out.writeAttribute("charset", "utf-8");
    out.writeEmptyElement("meta");
    out.writeAttribute("name", "viewport");
    out.writeAttribute("content", "width=device-width, initial-scale=1");
    element("title", "", book.title() + " · " + book.subtitle());
    element("style", "", style());
    out.writeEndElement();
    out.writeStartElement("body");
    cover();
    for (int i = 0; i < book.sheets().size(); i++) {
      section(book.sheets().get(i), "s" + i);
    }
    out.writeEndElement();
    out.writeEndElement();
  }

  private void cover() throws XMLStreamException {
    start("header", "");
    element("h1", "", book.title());
    element("p", "subtitle", book.subtitle());
    start("dl", "");
    for (Fact fact : book.facts()) {
      element("dt", "", fact.label());
      element("dd", "", fact.value());
    }
    out.writeEndElement();
    element("h2", "", book.versions().title());
    table(book.versions());
    if (!book.findings().isEmpty()) {
      element("p", "wrong", words.get("cover.findings"));
      start("ul", "wrong");
      for (String finding : book.findings()) {
        element("li", "", finding);
      }
      out.writeEndElement();
    }
    element("p", "statement", book.statement());
    element("h2", "", book.signatures().title());
    start("div", "signatures");
    table(book.signatures());
    out.writeEndElement();
    legend();
    contents();
    out.writeEndElement();
  }

  private void legend() throws XMLStreamException {
    if (book.legend().isEmpty()) {
      return;
    }
    element("h2", "", words.get("cover.legend"));
    start("ul", "legend");
    for (Legend legend : book.legend()) {
      element("li", mark(legend.mark()), legend.meaning());
    }
    out.writeEndElement();
  }

  private void contents() throws XMLStreamException {
    element("h2", "", words.get("cover.contents"));
    start("nav", "");
    start("ol", "");
    for (int i = 0; i < book.sheets().size(); i++) {
      start("li", "");
      out.writeStartElement("a");
      out.writeAttribute("href", "#s" + i);
      out.writeCharacters(Cells.text(book.sheets().get(i).title()));
      out.writeEndElement();
      out.writeEndElement();
    }
    out.writeEndElement();
    out.writeEndElement();
  }

  private void section(Sheet sheet, String id) throws XMLStreamException {
    out.writeStartElement("section");
    out.writeAttribute("id", id);
    element("h2", "", sheet.title());
    for (String note : sheet.notes()) {
      element("p", "note", note);
    }
    table(sheet);
    out.writeEndElement();
  }

  private void table(Sheet sheet) throws XMLStreamException {
    if (sheet.rows().isEmpty()) {
      element("p", "note", sheet.none());
      return;
    }
    start("table", "");
    start("colgroup", "");
    int all = sheet.columns().stream().mapToInt(Column::width).sum();
    for (Column column : sheet.columns()) {
      out.writeEmptyElement("col");
      out.writeAttribute(
          "style", String.format(Locale.ROOT, "width:%.1f%%", 100.0 * column.width() / all));
    }
    out.writeEndElement();
    start("thead", "");
    start("tr", "");
    for (Column column : sheet.columns()) {
      element("th", "", column.heading());
    }
    out.writeEndElement();
    out.writeEndElement();
    start("tbody", "");
    for (Row row : sheet.rows()) {
      start("tr", (mark(row.mark()) + (row.section() ? " group" : "")).strip());
      cells(row, sheet.columns());
      out.writeEndElement();
    }
    out.writeEndElement();
    out.writeEndElement();
    out.writeCharacters("\n");
  }

  private void cells(Row row, List<Column> columns) throws XMLStreamException {
    for (int i = 0; i < columns.size(); i++) {
      element("td", columns.get(i).look() == Look.CODE ? "code" : "", row.cells().get(i));
    }
  }

  private static String mark(Mark mark) {
    return mark == Mark.NONE ? "" : mark.name().toLowerCase(Locale.ROOT);
  }

  private void start(String name, String kind) throws XMLStreamException {
    out.writeStartElement(name);
    if (!kind.isEmpty()) {
      out.writeAttribute("class", kind);
    }
  }

  private void element(String name, String kind, String text) throws XMLStreamException {
    start(name, kind);
    out.writeCharacters(Cells.text(text));
    out.writeEndElement();
  }

  private static String style() {
    try (InputStream css = HtmlBook.class.getResourceAsStream("workbook.css")) {
      if (css == null) {
        throw new IllegalStateException("workbook.css is missing");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
