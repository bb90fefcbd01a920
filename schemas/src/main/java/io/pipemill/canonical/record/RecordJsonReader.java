package io.pipemill.canonical.record;

import io.pipemill.canonical.xml.IsoTimes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The reading half of {@link RecordTreeJson}. */
final class RecordJsonReader {
  private RecordJsonReader() {}

  /** Any JSON of our form, e.g. after a person edited it; the shape must come first. */
  static RecordTree readAny(JsonParser parser) {
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

  static RecordShape readShape(JsonParser parser) {
    expect(JsonToken.START_OBJECT, parser.currentToken());
    String name = "";
    List<String> columns = new ArrayList<>();
    List<RecordShape> groups = new ArrayList<>();
    List<String> places = null;
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
        case "places" -> {
          places = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            places.add(parser.getString());
          }
        }
        default -> throw new IllegalStateException("unknown field '" + field + "' of a shape");
      }
    }
    return new RecordShape(name, columns, groups, places);
  }

  @SuppressWarnings("unchecked")
  static RecordTree readRecord(RecordShape shape, JsonParser parser) {
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
      case "d" -> IsoTimes.date(text);
      case "t" -> IsoTimes.dateTime(text);
      case "i" -> IsoTimes.instant(text);
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
