package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.value.Text;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first field in which two documents differ; decimals are compared by value. */
final class Differences {
  private Differences() {}

  /** Null if there is none. */
  static @Nullable String first(FieldType root, Object sent, Object back) {
    return below(root, "", sent, back);
  }

  private static @Nullable String below(
      FieldType owner, String prefix, @Nullable Object sent, @Nullable Object back) {
    for (FieldType field : owner.children()) {
      String path = prefix + field.name();
      Object there = sent == null ? null : field.get(sent);
      Object here = back == null ? null : field.get(back);
      String difference =
          field.kind() == FieldKind.LIST
              ? list(field, path, there, here)
              : field.children().isEmpty()
                  ? leaf(path, there, here)
                  : below(field, path + ".", there, here);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String list(
      FieldType field, String path, @Nullable Object sent, @Nullable Object back) {
    List<?> there = sent instanceof List<?> list ? list : List.of();
    List<?> here = back instanceof List<?> list ? list : List.of();
    if (there.size() != here.size()) {
      return path + ": " + there.size() + " elements came back as " + here.size();
    }
    for (int i = 0; i < there.size(); i++) {
      String difference = below(field, path + "[" + (i + 1) + "].", there.get(i), here.get(i));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable String leaf(String path, @Nullable Object sent, @Nullable Object back) {
    boolean same =
        sent instanceof BigDecimal there && back instanceof BigDecimal here
            ? there.compareTo(here) == 0
            : java.util.Objects.equals(sent, back);
    return same ? null : path + ": " + told(sent) + " came back as " + told(back);
  }

  static String told(@Nullable Object value) {
    return value == null ? "nothing" : "'" + Text.of(value) + "'";
  }
}
