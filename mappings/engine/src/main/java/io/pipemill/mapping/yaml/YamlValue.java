package io.pipemill.mapping.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file, with its place. */
public sealed interface YamlValue {
  Place place();

  /** For messages: what kind of value this is. */
  String kind();

  /** The value as plain Java: String, Long, Boolean, List or Map, as YAML's core schema has it. */
  @Nullable Object plain();

  /**
   * A single value.
   *
   * @param text as written, without quotes
   * @param quoted whether quotes make it a text whatever it looks like
   */
  record Scalar(Place place, String text, boolean quoted) implements YamlValue {
    /** Nothing was written, or {@code null} or {@code ~}. */
    public boolean absent() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
      return "a single value";
    }

    @Override
    public @Nullable Object plain() {
      if (quoted) {
        return text;
      }
      if (absent()) {
        return null;
      }
      if (text.equals("true") || text.equals("false")) {
        return Boolean.valueOf(text);
      }
      return text.matches("-?(0|[1-9]\\d{0,17})") ? (Object) Long.valueOf(text) : text;
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlValue> items) implements YamlValue {
    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public Object plain() {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(item.plain()));
      return plain;
    }
  }

  /** A map in the order of the file; a key that stands twice is kept once (the first). */
  record Mapping(Place place, List<Entry> entries) implements YamlValue {
    /** The entry of that key, or null. */
    public @Nullable Entry entry(String key) {
      for (Entry entry : entries) {
        if (entry.key.equals(key)) {
          return entry;
        }
      }
      return null;
    }

    /** The value of that key, or null. */
    public @Nullable YamlValue get(String key) {
      Entry entry = entry(key);
      return entry == null ? null : entry.value;
    }

    public boolean has(String key) {
      return entry(key) != null;
    }

    @Override
    public String kind() {
      return "a section";
    }

    @Override
    public Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      for (Entry entry : entries) {
        Object value = entry.value.plain();
        if (value != null) {
          plain.put(entry.key, value);
        }
      }
      return plain;
    }
  }

  /** A key with its value. */
  record Entry(String key, Place place, YamlValue value) {}
}
