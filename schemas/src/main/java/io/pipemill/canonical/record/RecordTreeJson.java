package io.pipemill.canonical.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Source records as compact UTF-8 JSON and back, value for value with the same Java type, so that a
 * stored record maps to exactly the same document again.
 *
 * <p>{@code {"n":<bytes of
 * shape>,"shape":{name,columns,groups,places},"record":[where,[values],[[records of first
 * group],…]]}}. A value is a JSON string, true, false, null; a whole number for Long; a number with
 * point or exponent for BigDecimal (the scale is kept: 15e0 is the decimal 15); else an object with
 * one tag: {@code {"d":…}} LocalDate, {@code {"t":…}} LocalDateTime, {@code {"i":…}} Instant,
 * {@code {"u":…}} a text with broken surrogates as hexadecimal UTF-16.
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
      RecordJsonWriter.writeRecord(record, generator);
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
            return RecordJsonReader.readRecord(shape, parser);
          }
        }
      }
      try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
        return RecordJsonReader.readAny(parser);
      }
    } catch (RuntimeException e) {
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
      RecordJsonWriter.writeShape(shape, generator);
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
      RecordShape shape = RecordJsonReader.readShape(parser);
      if (shapes.size() >= SHAPES_KEPT) {
        shapes.clear();
      }
      shapes.put(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length)), shape);
      return shape;
    }
  }
}
