package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The content of a document as a flat map, path with indexes to value; the tests' own reading. */
final class Content {
  /** Stands for a group that is there. */
  static final Object GROUP = new Object();

  private static final Object ELEMENT = 1;

  private Content() {}

  /** Every value as it is, decimals by value. */
  static Map<String, Object> of(DocumentType type, Object document) {
    Map<String, Object> content = new TreeMap<>();
    collect(type.root(), document, "", content);
    return content;
  }

  /** What differs, one entry a line, with everything beyond ASCII escaped. */
  static List<String> difference(DocumentType type, Object one, Object other) {
    Map<String, Object> left = of(type, one);
    Map<String, Object> right = of(type, other);
    TreeSet<String> paths = new TreeSet<>(left.keySet());
    paths.addAll(right.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(left.get(path), right.get(path))) {
        differences.add(path + ": " + escaped(left.get(path)) + " / " + escaped(right.get(path)));
      }
    }
    return differences;
  }

  static String escaped(Object value) {
    StringBuilder text = new StringBuilder();
    String.valueOf(value)
        .chars()
        .forEach(
            c -> {
              if (c >= ' ' && c < 0x7F) {
                text.append((char) c);
              } else {
                text.append(String.format("\\u%04x", c));
              }
            });
    return text.toString();
  }

  private static void collect(
      FieldType parent, Object object, String path, Map<String, Object> into) {
    for (FieldType field : parent.children()) {
      Object value = field.get(object);
      String here = path + "/" + field.name();
      if (value == null) {
        continue;
      }
      if (field.kind() == FieldKind.LIST) {
        List<?> list = (List<?>) value;
        for (int i = 0; i < list.size(); i++) {
          into.put(here + "[" + i + "]", ELEMENT);
          collect(field, list.get(i), here + "[" + i + "]", into);
        }
      } else if (!field.children().isEmpty()) {
        into.put(here, GROUP);
        collect(field, value, here, into);
      } else if (value instanceof BigDecimal number) {
        into.put(here, number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
      } else {
        into.put(here, value);
      }
    }
  }
}
