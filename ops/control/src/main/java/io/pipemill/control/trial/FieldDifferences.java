package io.pipemill.control.trial;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The fields in which two canonical documents differ; elements of lists are compared by place. */
final class FieldDifferences {
  private final List<Difference> found = new ArrayList<>();

  private FieldDifferences() {}

  /**
   * @param field path without indexes
   * @param path with indexes from 1
   * @param before null if absent; a number with its unit or currency
   */
  record Difference(String field, String path, @Nullable String before, @Nullable String after) {}

  static List<Difference> of(DocumentType type, Object before, Object after) {
    FieldDifferences differences = new FieldDifferences();
    differences.group(type.root(), "", before, after);
    return differences.found;
  }

  private void group(
      FieldType group, String path, @Nullable Object before, @Nullable Object after) {
    for (FieldType field : group.children()) {
      String at = path.isEmpty() ? field.name() : path + "." + field.name();
      Object old = before == null ? null : field.get(before);
      Object now = after == null ? null : field.get(after);
      switch (field.kind()) {
        case GROUP -> group(field, at, old, now);
        case LIST -> list(field, at, old, now);
        default -> {
          String was = text(field, old);
          String is = text(field, now);
          if (!same(field, old, now, was, is)) {
            found.add(new Difference(field.path(), at, was, is));
          }
        }
      }
    }
  }

  private void list(FieldType field, String path, @Nullable Object before, @Nullable Object after) {
    List<?> old = before instanceof List<?> list ? list : List.of();
    List<?> now = after instanceof List<?> list ? list : List.of();
    for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
      group(
          field,
          path + "[" + (i + 1) + "]",
          i < old.size() ? old.get(i) : null,
          i < now.size() ? now.get(i) : null);
    }
  }

  /** As the fingerprint has it: 1.50 is 1.5, an empty text is an absent one. */
  private static boolean same(
      FieldType field,
      @Nullable Object old,
      @Nullable Object now,
      @Nullable String was,
      @Nullable String is) {
    if (old instanceof BigDecimal one && now instanceof BigDecimal other) {
      return one.compareTo(other) == 0;
    }
    if (old != null && now != null && composed(field)) {
      for (FieldType part : field.children()) {
        Object one = part.get(old);
        Object other = part.get(now);
        if (!same(part, one, other, text(part, one), text(part, other))) {
          return false;
        }
      }
      return true;
    }
    return java.util.Objects.equals(was, is);
  }

  private static boolean composed(FieldType field) {
    return field.kind() == FieldKind.QUANTITY
        || field.kind() == FieldKind.MONEY
        || field.kind() == FieldKind.UNIT_PRICE;
  }

  private static @Nullable String text(FieldType field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (composed(field)) {
      StringJoiner parts = new StringJoiner(" ");
      for (FieldType part : field.children()) {
        String text = text(part, part.get(value));
        // the usual scheme of units goes without saying
        if (text != null && !text.equals("UCUM")) {
          parts.add(text);
        }
      }
      return parts.length() == 0 ? null : parts.toString();
    }
    String text =
        value instanceof BigDecimal number
            ? number.toPlainString()
            : String.valueOf(value).stripTrailing();
    return text.isEmpty() ? null : text;
  }
}
