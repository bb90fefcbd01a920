package io.pipemill.canonical.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Source records as compact UTF-8 JSON and back, value for value with the same Java type, so that a
 * stored record maps to exactly the same document again.
 *
 * <p>{@code {"n":<bytes of shape>,"shape":{name,columns,groups},"record":[where,[values],[[records
 * of first group],…]]}}. A value is a JSON string, true, false, null; a whole number for Long; a
 * number with point or exponent for BigDecimal (the scale is kept: 15e0 is the decimal 15); else an
 * object with one tag: {@code {"d":…}} LocalDate, {@code {"t":…}} LocalDateTime, {@code {"i":…}}
 * Instant, {@code {"u":…}} a text with broken surrogates as hexadecimal UTF-16.
 *
 * <p>Thread-safe. Shapes are remembered, so that reading and writing the records of one source
 * costs only their values.
 */
public final class RecordTreeJson {
  private static final int SHAPES_KEPT = 1000;
  private static final byte[] RECORD_NAME = ",\"record\":".getBytes(UTF_8);
  private static final byte[] SHAPE_NAME = ",\"shape\":".getBytes(UTF_8);
  private static final byte[] LENGTH_NAME = "{\"n\":".getBytes(UTF_8);

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private final Map<RecordShape, byte[]> heads = new ConcurrentHashMap<>();
  private final Map<ByteBuffer, RecordShape> shapes = new ConcurrentHashMap<>();

  /**
   * Writes a record with its shape.
   *
   * @throws IllegalArgumentException if a value is of a type that {@link RecordTree} does not list
   */
  public byte[] write(RecordTree record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    out.writeBytes(head(record.shape()));
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      writeRecord(record, generator);
    }
    out.write('}');
    return out.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public RecordTree read(byte[] bytes) {
    try {
      int shapeStart = shapeStart(bytes);
      if (shapeStart > 0) {
        int shapeLength = number(bytes, LENGTH_NAME.length);
        int recordName = shapeStart + shapeLength;
        if (found(RECORD_NAME, bytes, recordName)) {
          RecordShape shape = shape(bytes, shapeStart, shapeLength);
          int start = recordName + RECORD_NAME.length;
          try (JsonParser parser =
              json.createParser(ObjectReadContext.empty(), bytes, start, bytes.length - start)) {
            parser.nextToken();
            return readRecord(shape, parser);
          }
        }
      }
      return readAny(bytes);
    } catch (JacksonException | IllegalStateException | DateTimeException e) {
      throw new IllegalArgumentException("a stored record cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] head(RecordShape shape) {
    byte[] known = heads.get(shape);
    if (known != null) {
      return known;
    }
    ByteArrayOutputStream shapeOut = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), shapeOut)) {
      writeShape(shape, generator);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(LENGTH_NAME);
    out.writeBytes(Integer.toString(shapeOut.size()).getBytes(UTF_8));
    out.writeBytes(SHAPE_NAME);
    out.writeBytes(shapeOut.toByteArray());
    out.writeBytes(RECORD_NAME);
    byte[] head = out.toByteArray();
    if (heads.size() >= SHAPES_KEPT) {
      heads.clear();
    }
    heads.put(shape, head);
    return head;
  }

  private static void writeShape(RecordShape shape, JsonGenerator generator) {
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
    generator.writeEndObject();
  }

  private static void writeRecord(RecordTree record, JsonGenerator generator) {
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

  /** Where the shape starts in what we wrote ourselves, or -1. */
  private static int shapeStart(byte[] bytes) {
    if (!found(LENGTH_NAME, bytes, 0)) {
      return -1;
    }
    int at = LENGTH_NAME.length;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at < 16) {
      at++;
    }
    return found(SHAPE_NAME, bytes, at) ? at + SHAPE_NAME.length : -1;
  }

  private static int number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return (int) Math.min(number, bytes.length);
  }

  private static boolean found(byte[] wanted, byte[] bytes, int at) {
    if (at < 0 || at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private RecordShape shape(byte[] bytes, int start, int length) {
    RecordShape known = shapes.get(ByteBuffer.wrap(bytes, start, length));
    if (known != null) {
      return known;
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, start, length)) {
      parser.nextToken();
      RecordShape shape = readShape(parser);
      if (shapes.size() >= SHAPES_KEPT) {
        shapes.clear();
      }
      shapes.put(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length)), shape);
      return shape;
    }
  }

  /** Any JSON of our form, e.g. after a person edited it; the shape must come first. */
  private RecordTree readAny(byte[] bytes) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      expect(JsonToken.START_OBJECT, parser.nextToken());
      RecordShape shape = null;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (name.equals("shape")) {
          shape = readShape(parser);
        } else if (name.equals("record") && shape != null) {
          return readRecord(shape, parser);
        } else {
          parser.skipChildren();
        }
      }
      throw new IllegalStateException("expected 'shape' and then 'record'");
    }
  }

  private static RecordShape readShape(JsonParser parser) {
    expect(JsonToken.START_OBJECT, parser.currentToken());
    String name = "";
    List<String> columns = new ArrayList<>();
    List<RecordShape> groups = new ArrayList<>();
    for (String field = parser.nextName(); field != null; field = parser.nextName()) {
      parser.nextToken();
      switch (field) {
        case "name" -> name = parser.getString();
        case "columns" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            columns.add(parser.getString());
          }
        }
        case "groups" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            groups.add(readShape(parser));
          }
        }
        default -> throw new IllegalStateException("unknown field '" + field + "' of a shape");
      }
    }
    return new RecordShape(name, columns, groups);
  }

  @SuppressWarnings("unchecked")
  private static RecordTree readRecord(RecordShape shape, JsonParser parser) {
    expect(JsonToken.START_ARRAY, parser.currentToken());
    String where = (String) readValue(parser, parser.nextToken());
    expect(JsonToken.START_ARRAY, parser.nextToken());
    @Nullable Object[] values = new @Nullable Object[shape.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readValue(parser, parser.nextToken());
    }
    expect(JsonToken.END_ARRAY, parser.nextToken());
    List<RecordShape> groupShapes = shape.groups();
    List<RecordTree>[] groups = (List<RecordTree>[]) new List<?>[groupShapes.size()];
    if (groups.length > 0) {
      expect(JsonToken.START_ARRAY, parser.nextToken());
      for (int i = 0; i < groups.length; i++) {
        expect(JsonToken.START_ARRAY, parser.nextToken());
        List<RecordTree> lines = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          lines.add(readRecord(groupShapes.get(i), parser));
        }
        groups[i] = lines;
      }
      expect(JsonToken.END_ARRAY, parser.nextToken());
    }
    expect(JsonToken.END_ARRAY, parser.nextToken());
    return new RecordTree(shape, values, groups, where);
  }

  private static @Nullable Object readValue(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new IllegalStateException("the record is cut off");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case START_OBJECT -> {
        String tag = parser.nextName();
        parser.nextToken();
        Object value = tagged(tag == null ? "" : tag, parser.getString());
        expect(JsonToken.END_OBJECT, parser.nextToken());
        yield value;
      }
      default -> throw new IllegalStateException("unexpected " + token + " as a value");
    };
  }

  private static Object tagged(String tag, String text) {
    return switch (tag) {
      case "d" -> LocalDate.parse(text);
      case "t" -> LocalDateTime.parse(text);
      case "i" -> Instant.parse(text);
      case "u" -> {
        ByteBuffer units = ByteBuffer.wrap(HexFormat.of().parseHex(text));
        StringBuilder exact = new StringBuilder();
        while (units.hasRemaining()) {
          exact.append(units.getChar());
        }
        yield exact.toString();
      }
      default -> throw new IllegalStateException("unknown tag '" + tag + "' of a value");
    };
  }

  private static void expect(JsonToken wanted, @Nullable JsonToken found) {
    if (found != wanted) {
      throw new IllegalStateException("found " + found + ": expected " + wanted);
    }
  }
}
