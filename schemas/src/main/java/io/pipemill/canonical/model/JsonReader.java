package io.pipemill.canonical.model;

import io.pipemill.canonical.xml.IsoTimes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of documents of one type. It is strict about the form (no field that is unknown or
 * there twice, no null, no number where a text is wanted); whether the values are right is left to
 * {@link DocumentType#validate}.
 */
final class JsonReader {
  /** No sign '+', no exponent, no zeros before the number: one notation for readers to handle. */
  static final String DECIMAL = "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";

  private static final Pattern NUMBER = Pattern.compile(DECIMAL);
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\\.[0-9]{1,9})?Z");

  private final CompiledField root;
  private final JsonFactory json =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  JsonReader(CompiledField root) {
    this.root = root;
  }

  Object read(byte[] bytes) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      parser.nextToken();
      Object document = root.newInstance();
      readFields(root, document, "", parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something stands behind the document");
      }
      return document;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the JSON of a '" + root.name + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static void readFields(
      CompiledField parent, Object target, String path, JsonParser parser) {
    expect(JsonToken.START_OBJECT, parser.currentToken(), path, Expectation.of(parent));
    Set<String> seen = new HashSet<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      CompiledField field = parent.child(name);
      String here = path.isEmpty() ? name : path + "." + name;
      if (field == null || !seen.add(name)) {
        throw new IllegalArgumentException(
            "'"
                + here
                + "' is "
                + (field == null ? "unknown" : "there twice")
                + ": expected some of "
                + Arrays.stream(parent.children).map(child -> child.name).toList());
      }
      parser.nextToken();
      switch (field.kind) {
        case LIST -> readList(field, target, here, parser);
        case GROUP, QUANTITY, MONEY, UNIT_PRICE -> {
          Object group = field.newInstance();
          readFields(field, group, here, parser);
          field.set(target, group);
        }
        default -> field.set(target, value(field, here, parser));
      }
    }
    expect(JsonToken.END_OBJECT, parser.currentToken(), path, "its end");
    for (CompiledField child : parent.children) {
      // an object cannot tell a list that is absent from one that is empty
      if (child.wrapperRequired && !seen.contains(child.name)) {
        throw wrong(path.isEmpty() ? child.name : path + "." + child.name, "absent", "a list");
      }
    }
  }

  private static void readList(CompiledField field, Object target, String path, JsonParser parser) {
    expect(JsonToken.START_ARRAY, parser.currentToken(), path, Expectation.of(field));
    int index = 1;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object element = field.newInstance();
      readFields(field, element, path + "[" + index++ + "]", parser);
      field.set(target, element);
    }
  }

  private static Object value(CompiledField field, String path, JsonParser parser) {
    JsonToken token = parser.currentToken();
    String wanted = Expectation.of(field);
    switch (field.kind) {
      case BOOLEAN:
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
          throw wrong(path, parser.getString(), wanted);
        }
        return token == JsonToken.VALUE_TRUE;
      case INTEGER:
        if (token == null || !token.isNumeric()) {
          throw wrong(path, parser.getString(), wanted);
        }
        return whole(path, parser, wanted);
      default:
        expect(JsonToken.VALUE_STRING, token, path, wanted + ", as a JSON string");
        return text(field, path, parser.getString(), wanted);
    }
  }

  private static Long whole(String path, JsonParser parser, String wanted) {
    try {
      BigDecimal number = parser.getDecimalValue();
      // the scale first: 1e999999999 must not be written out
      if (Math.abs((long) number.scale()) < 40) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw wrong(path, parser.getString(), wanted);
    }
    throw wrong(path, parser.getString(), wanted);
  }

  private static Object text(CompiledField field, String path, String text, String wanted) {
    try {
      switch (field.kind) {
        case DECIMAL:
          if (NUMBER.matcher(text).matches()) {
            return new BigDecimal(text);
          }
          break;
        case DATE:
          if (DAY.matcher(text).matches()) {
            return IsoTimes.date(text);
          }
          break;
        case INSTANT:
          if (INSTANT.matcher(text).matches()) {
            return IsoTimes.instant(text);
          }
          break;
        default:
          return text;
      }
    } catch (DateTimeException e) {
      throw wrong(path, text, wanted);
    }
    throw wrong(path, text, wanted);
  }

  private static void expect(
      JsonToken wanted, @Nullable JsonToken found, String path, String expected) {
    if (found != wanted) {
      throw wrong(path.isEmpty() ? "(document)" : path, String.valueOf(found), expected);
    }
  }

  private static IllegalArgumentException wrong(String path, String found, String expected) {
    return new IllegalArgumentException("'" + path + "' is '" + found + "': expected " + expected);
  }
}
