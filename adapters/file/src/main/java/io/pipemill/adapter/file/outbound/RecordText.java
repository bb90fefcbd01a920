package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records as bytes of a file: CSV, XML or JSON. */
final class RecordText {
  private static final Pattern XML_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RecordText() {}

  /** Columns are members; a group is an array of objects; absent values are left out. */
  static byte[] json(RecordTree record) {
    return JSON.writeValueAsBytes(object(record));
  }

  private static ObjectNode object(RecordTree record) {
    ObjectNode node = JSON.createObjectNode();
    RecordShape shape = record.shape();
    for (int i = 0; i < shape.columns().size(); i++) {
      Object value = record.value(i);
      String name = shape.columns().get(i);
      if (value instanceof BigDecimal decimal) {
        node.put(name, decimal);
      } else if (value instanceof Long number) {
        node.put(name, number);
      } else if (value instanceof Boolean flag) {
        node.put(name, flag);
      } else if (value != null) {
        node.put(name, value.toString());
      }
    }
    for (int g = 0; g < shape.groups().size(); g++) {
      ArrayNode group = node.putArray(shape.groups().get(g).name());
      record.group(g).forEach(each -> group.add(object(each)));
    }
    return node;
  }

  /**
   * Columns are elements, in the mapping's order; a group's records are elements of the group's
   * name. Always UTF-8.
   *
   * @param root name of the root element
   */
  static byte[] xml(RecordTree record, String root) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      element(xml, root, record);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML into memory", e);
    }
    return bytes.toByteArray();
  }

  private static void element(XMLStreamWriter xml, String name, RecordTree record)
      throws XMLStreamException {
    xml.writeStartElement(name(name));
    RecordShape shape = record.shape();
    for (int i = 0; i < shape.columns().size(); i++) {
      String value = text(record.value(i));
      if (value != null) {
        xml.writeStartElement(name(shape.columns().get(i)));
        xml.writeCharacters(legal(value, shape.columns().get(i)));
        xml.writeEndElement();
      }
    }
    for (int g = 0; g < shape.groups().size(); g++) {
      for (RecordTree each : record.group(g)) {
        element(xml, shape.groups().get(g).name(), each);
      }
    }
    xml.writeEndElement();
  }

  private static String name(String name) {
    if (!XML_NAME.matcher(name).matches()) {
      throw new AdapterException(
          "FILE-061",
          ErrorKind.CONFIGURATION,
          "target column '" + name + "': found no XML name, expected letters, digits, _ . -");
    }
    return name;
  }

  private static String legal(String value, String column) {
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter < 0x20 && letter != '\t' && letter != '\n' && letter != '\r') {
        throw new AdapterException(
            "FILE-062",
            ErrorKind.REJECTED_CONTENT,
            "column "
                + column
                + ": found control character "
                + (int) letter
                + ", expected text that XML can carry");
      }
    }
    return value;
  }

  /** A header row and one row per line of the only group, with the record's columns in each. */
  static byte[] csv(RecordTree record, char delimiter, Charset encoding) {
    RecordShape shape = record.shape();
    if (shape.groups().size() > 1
        || !shape.groups().isEmpty() && !shape.groups().get(0).groups().isEmpty()) {
      throw new AdapterException(
          "FILE-063",
          ErrorKind.CONFIGURATION,
          "groups " + shape.groups() + ": expected one at most in CSV, which is one list of rows");
    }
    List<String> head = new ArrayList<>(shape.columns());
    shape.groups().forEach(group -> head.addAll(group.columns()));
    StringBuilder text = new StringBuilder();
    row(text, head, delimiter);
    List<RecordTree> lines = shape.groups().isEmpty() ? List.of() : record.group(0);
    if (lines.isEmpty()) {
      row(text, values(record, head.size()), delimiter);
    }
    for (RecordTree line : lines) {
      List<@Nullable String> row = values(record, shape.columns().size());
      row.addAll(values(line, line.shape().columns().size()));
      row(text, row, delimiter);
    }
    return encoded(text, encoding);
  }

  private static List<@Nullable String> values(RecordTree record, int width) {
    List<@Nullable String> values = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      values.add(i < record.shape().columns().size() ? text(record.value(i)) : null);
    }
    return values;
  }

  private static void row(
      StringBuilder text, List<? extends @Nullable String> values, char delimiter) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i) == null ? "" : values.get(i);
      boolean plain = true;
      for (int c = 0; value != null && c < value.length(); c++) {
        char letter = value.charAt(c);
        plain &= letter != delimiter && letter != '"' && letter != '\n' && letter != '\r';
      }
      text.append(i == 0 ? "" : String.valueOf(delimiter));
      text.append(plain ? value : '"' + String.valueOf(value).replace("\"", "\"\"") + '"');
    }
    text.append("\r\n");
  }

  private static byte[] encoded(CharSequence text, Charset encoding) {
    try {
      ByteBuffer bytes =
          encoding
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw new AdapterException(
          "FILE-064",
          ErrorKind.REJECTED_CONTENT,
          AdapterException.Outcome.NOT_DONE,
          "found text that " + encoding.name() + " cannot write, expected its characters only",
          e);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null
        ? null
        : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }
}
