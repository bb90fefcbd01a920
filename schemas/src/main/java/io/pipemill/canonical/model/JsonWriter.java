package io.pipemill.canonical.model;

import io.pipemill.canonical.model.CompiledField.Notation;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes documents of one type as compact UTF-8 JSON: the fields in the XSD's order, so the same
 * document gives the same bytes. What is absent is left out; decimals are texts, because readers of
 * JSON numbers round them.
 */
final class JsonWriter {
  private final CompiledField root;
  private final JsonFactory json = new JsonFactory();

  JsonWriter(CompiledField root) {
    this.root = root;
  }

  byte[] write(Object document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      writeFields(root, document, generator);
    }
    return out.toByteArray();
  }

  private static void writeFields(CompiledField parent, Object object, JsonGenerator out) {
    out.writeStartObject();
    for (CompiledField field : parent.children) {
      Object value = field.get(object);
      if (value == null
          || field.notation == Notation.ATTRIBUTE && value.equals(field.defaultValue)) {
        continue;
      }
      switch (field.kind) {
        case LIST -> writeList(field, (List<?>) value, out);
        case GROUP, QUANTITY, MONEY, UNIT_PRICE -> {
          out.writeName(field.name);
          writeFields(field, value, out);
        }
        default -> {
          out.writeName(field.name);
          writeValue(field, value, out);
        }
      }
    }
    out.writeEndObject();
  }

  private static void writeList(CompiledField field, List<?> list, JsonGenerator out) {
    if (list.isEmpty() && !field.wrapperRequired) {
      return;
    }
    out.writeArrayPropertyStart(field.name);
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      if (element == null) {
        throw new IllegalArgumentException(
            "'" + field.path + "[" + (i + 1) + "]' is null: expected an element");
      }
      writeFields(field, element, out);
    }
    out.writeEndArray();
  }

  private static void writeValue(CompiledField field, Object value, JsonGenerator out) {
    switch (field.kind) {
      case TEXT, CODE -> out.writeString(carried(field, (String) value));
      case DECIMAL -> out.writeString(((BigDecimal) value).toPlainString());
      case INTEGER -> out.writeNumber((Long) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case DATE -> out.writeString(((LocalDate) value).toString());
      case INSTANT -> out.writeString(instant((Instant) value));
      default -> throw new IllegalStateException(field + " is not a simple value");
    }
  }

  /** As in XML: no more digits of the second than there are. */
  private static String instant(Instant instant) {
    String text = instant.toString();
    int point = text.indexOf('.');
    if (point < 0) {
      return text;
    }
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }

  private static String carried(CompiledField field, String text) {
    int illegal = TextCheck.illegalCharacter(text);
    if (illegal >= 0) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' has the character U+%04X at place %d: expected characters XML can carry",
              field.path, (int) text.charAt(illegal), illegal + 1));
    }
    return text;
  }
}
