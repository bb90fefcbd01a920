package io.pipemill.canonical.record;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The writing half of {@link RecordTreeJson}. */
final class RecordJsonWriter {
  private RecordJsonWriter() {}

  static void writeShape(RecordShape shape, JsonGenerator generator) {
    generator.writeStartObject();
    generator.writeStringProperty("name", shape.name());
    generator.writeArrayPropertyStart("columns");
    shape.columns().forEach(generator::writeString);
    generator.writeEndArray();
    if (!shape.groups().isEmpty()) {
      generator.writeArrayPropertyStart("groups");
      shape.groups().forEach(group -> writeShape(group, generator));
      generator.writeEndArray();
    }
    if (!shape.places().isEmpty()) {
      generator.writeArrayPropertyStart("places");
      shape.places().forEach(generator::writeString);
      generator.writeEndArray();
    }
    generator.writeEndObject();
  }

  static void writeRecord(RecordTree record, JsonGenerator generator) {
    RecordShape shape = record.shape();
    generator.writeStartArray();
    writeText(record.where(), generator);
    generator.writeStartArray();
    for (int i = 0; i < shape.columns().size(); i++) {
      writeValue(record.value(i), shape, i, generator);
    }
    generator.writeEndArray();
    if (!shape.groups().isEmpty()) {
      generator.writeStartArray();
      for (int i = 0; i < shape.groups().size(); i++) {
        generator.writeStartArray();
        for (RecordTree line : record.group(i)) {
          writeRecord(line, generator);
        }
        generator.writeEndArray();
      }
      generator.writeEndArray();
    }
    generator.writeEndArray();
  }

  private static void writeText(@Nullable String text, JsonGenerator generator) {
    if (text == null) {
      generator.writeNull();
    } else if (wellFormed(text)) {
      generator.writeString(text);
    } else {
      ByteBuffer exact = ByteBuffer.allocate(text.length() * 2);
      text.chars().forEach(unit -> exact.putChar((char) unit));
      writeTagged("u", HexFormat.of().formatHex(exact.array()), generator);
    }
  }

  private static void writeValue(
      @Nullable Object value, RecordShape shape, int column, JsonGenerator generator) {
    if (value == null || value instanceof String) {
      writeText((String) value, generator);
    } else if (value instanceof BigDecimal decimal) {
      String text = decimal.toString();
      boolean looksWhole = text.indexOf('.') < 0 && text.indexOf('E') < 0;
      generator.writeNumber(looksWhole ? text + "e0" : text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof LocalDate day) {
      writeTagged("d", day.toString(), generator);
    } else if (value instanceof LocalDateTime time) {
      writeTagged("t", time.toString(), generator);
    } else if (value instanceof Instant instant) {
      writeTagged("i", instant.toString(), generator);
    } else {
      throw new IllegalArgumentException(
          "column '"
              + shape.columns().get(column)
              + "' of "
              + shape.name()
              + " holds a "
              + value.getClass().getName()
              + ": expected String, BigDecimal, Long, Boolean, LocalDate, LocalDateTime or Instant");
    }
  }

  private static void writeTagged(String tag, String text, JsonGenerator generator) {
    generator.writeStartObject();
    generator.writeName(tag);
    generator.writeString(text);
    generator.writeEndObject();
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
