package io.pipemill.mapping.golden;

import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.InboundMapping.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A record as people write it: {@code {"ORDER_NO": "R-1", "NET_TON": 12.5, "UPDATED_AT": {"i":
 * "2026-03-15T02:00:00Z"}, "lines": [{…}]}}. Numbers with a point are decimals, others whole;
 * {@code {"d": …}} is a date, {@code {"t": …}} a date with time, {@code {"i": …}} an instant.
 * Columns that are left out are null; a column the mapping does not read is an error.
 */
public final class GoldenJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private GoldenJson() {}

  /**
   * @param columns what the mapping reads
   * @throws IllegalArgumentException if the text is not such a record, with the reason
   */
  public static RecordTree read(String name, String text, Columns columns) {
    return read(name, text, columns, true);
  }

  /** The same of what the mapping reads; what else stands there is passed over. */
  static RecordTree readKnown(String name, String text, Columns columns) {
    return read(name, text, columns, false);
  }

  private static RecordTree read(String name, String text, Columns columns, boolean strict) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      Object value = value(parser, parser.nextToken());
      if (!(value instanceof Map<?, ?> record)) {
        throw new IllegalArgumentException("expected one JSON object");
      }
      return tree(shape(name, columns), record, strict);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static RecordShape shape(String name, Columns columns) {
    List<RecordShape> groups = new ArrayList<>();
    for (String group : new TreeSet<>(columns.groups().keySet())) {
      Columns below = columns.groups().get(group);
      if (below != null) {
        groups.add(shape(group, below));
      }
    }
    return new RecordShape(name, columns.columns(), groups);
  }

  @SuppressWarnings("unchecked")
  private static RecordTree tree(RecordShape shape, Map<?, ?> record, boolean strict) {
    @Nullable Object[] values = new Object[shape.columns().size()];
    List<RecordTree>[] groups = (List<RecordTree>[]) new List<?>[shape.groups().size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = List.of();
    }
    for (Map.Entry<?, ?> entry : record.entrySet()) {
      String key = String.valueOf(entry.getKey());
      int column = shape.column(key);
      int group = shape.group(key);
      if (column >= 0) {
        values[column] = entry.getValue();
      } else if (group >= 0 && entry.getValue() instanceof List<?> list) {
        List<RecordTree> records = new ArrayList<>();
        for (Object item : list) {
          if (!(item instanceof Map<?, ?> below)) {
            throw new IllegalArgumentException("group '" + key + "': expected objects");
          }
          records.add(tree(shape.groups().get(group), below, strict));
        }
        groups[group] = records;
      } else if (strict) {
        throw new IllegalArgumentException(
            "'" + key + "' is neither a column nor a group that the mapping reads");
      }
    }
    return new RecordTree(shape, values, groups, null);
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new IllegalArgumentException("expected one JSON object, found nothing");
    }
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString());
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          list.add(value(parser, t));
        }
        yield list;
      }
      case START_OBJECT -> object(parser);
      default -> throw new IllegalArgumentException("unexpected " + token);
    };
  }

  private static Object object(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_OBJECT; t = parser.nextToken()) {
      String key = parser.currentName();
      map.put(key, value(parser, parser.nextToken()));
    }
    if (map.size() == 1) {
      Map.Entry<String, @Nullable Object> only = map.entrySet().iterator().next();
      if (only.getValue() instanceof String text) {
        switch (only.getKey()) {
          case "d" -> {
            return LocalDate.parse(text);
          }
          case "t" -> {
            return LocalDateTime.parse(text);
          }
          case "i" -> {
            return Instant.parse(text);
          }
          default -> {
            return map;
          }
        }
      }
    }
    return map;
  }
}
