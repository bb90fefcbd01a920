package io.pipemill.benchmarks.mapping;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The same orders as CSV, workbook and XML. CSV and workbook have a row a line. */
final class OrderFiles {
  private OrderFiles() {}

  static Path write(String format, List<RecordTree> orders, Path inbox) throws IOException {
    Files.createDirectories(inbox);
    Path file = inbox.resolve("orders." + (format.equals("excel") ? "xlsx" : format));
    switch (format) {
      case "csv" -> csv(orders, file);
      case "excel" -> excel(orders, file);
      default -> xml(orders, file);
    }
    // long settled
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    return file;
  }

  private static List<Map<String, Object>> rows(List<RecordTree> orders) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RecordTree order : orders) {
      for (RecordTree line : order.group("lines")) {
        Map<String, Object> row = RetailOrders.row(order);
        row.putAll(RetailOrders.row(line));
        rows.add(row);
      }
    }
    return rows;
  }

  private static void csv(List<RecordTree> orders, Path file) throws IOException {
    List<Map<String, Object>> rows = rows(orders);
    try (CsvWriter out = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
      Set<String> columns = new LinkedHashSet<>(rows.get(0).keySet());
      out.writeRecord(columns);
      for (Map<String, Object> row : rows) {
        out.writeRecord(row.values().stream().map(v -> v == null ? "" : v.toString()).toList());
      }
    }
  }

  private static void excel(List<RecordTree> orders, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "pipemill", "1.0")) {
      Worksheet sheet = book.newWorksheet("Orders");
      List<Map<String, Object>> rows = rows(orders);
      int c = 0;
      for (String column : rows.get(0).keySet()) {
        sheet.value(0, c++, column);
      }
      int r = 0;
      for (Map<String, Object> row : rows) {
        c = 0;
        r++;
        for (Object value : row.values()) {
          if (value instanceof BigDecimal || value instanceof Long) {
            sheet.value(r, c, (Number) value);
          } else if (value != null) {
            sheet.value(r, c, value.toString());
          }
          c++;
        }
      }
    }
  }

  private static void xml(List<RecordTree> orders, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("Orders");
      for (RecordTree order : orders) {
        xml.writeStartElement("Order");
        elements(xml, RetailOrders.row(order));
        for (RecordTree line : order.group("lines")) {
          xml.writeStartElement("Line");
          elements(xml, RetailOrders.row(line));
          xml.writeEndElement();
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void elements(XMLStreamWriter xml, Map<String, Object> row)
      throws XMLStreamException {
    for (Map.Entry<String, Object> each : row.entrySet()) {
      if (each.getValue() != null) {
        xml.writeStartElement(each.getKey());
        xml.writeCharacters(each.getValue().toString());
        xml.writeEndElement();
      }
    }
  }
}
