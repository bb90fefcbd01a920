package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a canonical document with their paths, as people read them: {@code 12.5 t}. */
final class CanonicalValues {
  private CanonicalValues() {}

  /**
   * @param path with indexes from 1
   * @param field the field, a whole quantity as one
   */
  record Value(String path, FieldType field, String text) {}

  /** All values, in the order of the document type. */
  static List<Value> of(FieldType root, Object document) {
    List<Value> values = new ArrayList<>();
    collect(root, document, "", values);
    return values;
  }

  private static void collect(FieldType owner, Object object, String prefix, List<Value> into) {
    for (FieldType field : owner.children()) {
      Object value = field.get(object);
      if (value == null) {
        continue;
      }
      String path = prefix + field.name();
      if (field.kind() == FieldKind.LIST && value instanceof List<?> elements) {
        for (int i = 0; i < elements.size(); i++) {
          collect(field, elements.get(i), path + "[" + (i + 1) + "].", into);
        }
      } else if (field.kind() == FieldKind.GROUP) {
        collect(field, value, path + ".", into);
      } else {
        into.add(new Value(path, field, text(field, value)));
      }
    }
  }

  /** A whole quantity, amount or price in one text; anything else as it is. */
  static String text(FieldType field, Object value) {
    return switch (field.kind()) {
      case QUANTITY -> joined(part(field, value, "value"), part(field, value, "unit"));
      case MONEY -> joined(part(field, value, "value"), part(field, value, "currency"));
      case UNIT_PRICE -> {
        String base = part(field, value, "base");
        yield joined(part(field, value, "value"), part(field, value, "currency"))
            + " / "
            + joined(base.equals("1") ? "" : base, part(field, value, "per"));
      }
      default -> Text.of(value);
    };
  }

  private static String part(FieldType field, Object value, String name) {
    FieldType part = field.child(name);
    Object found = part == null ? null : part.get(value);
    return found == null ? "" : Text.of(found);
  }

  private static String joined(String first, String second) {
    return (first + " " + second).strip();
  }

  /** The value at a path of names only, below one object; null if absent or behind a list. */
  static @Nullable String at(FieldType owner, Object object, String path) {
    FieldType field = owner;
    Object value = object;
    for (String name : path.split("\\.")) {
      field = field.child(name);
      if (field == null) {
        return null;
      }
      value = field.get(value);
      if (value == null || field.kind() == FieldKind.LIST) {
        return null;
      }
    }
    return field.kind() == FieldKind.GROUP ? null : text(field, value);
  }
}
