package io.pipemill.mapping.in;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.NearWord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path with indexes, {@code lines[2].quantity}, resolved against a document type. */
record CanonicalPath(String text, List<Part> parts) {
  private static final Pattern PART = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[(\\d{1,6})])?");

  /**
   * @param index from 1; 0 if none is given
   */
  record Part(FieldType field, int index) {}

  /**
   * @throws IllegalArgumentException if it is no field, with a did-you-mean
   */
  static CanonicalPath of(String text, DocumentType type) {
    List<Part> parts = new ArrayList<>();
    FieldType field = type.root();
    for (String piece : text.strip().split("\\.", -1)) {
      Matcher matcher = PART.matcher(piece);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "path '" + text + "': expected names with dots and indexes from 1, lines[2].quantity");
      }
      String name = matcher.group(1);
      FieldType child = field.child(name);
      if (child == null) {
        List<String> names = field.children().stream().map(FieldType::name).toList();
        throw new IllegalArgumentException(
            "path '"
                + text
                + "': no field '"
                + name
                + "'"
                + NearWord.hint(name, names)
                + "; expected one of "
                + names);
      }
      int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
      if (child.kind() == FieldKind.LIST && index == 0
          || child.kind() != FieldKind.LIST && index > 0) {
        throw new IllegalArgumentException(
            "path '"
                + text
                + "': '"
                + name
                + (index == 0 ? "' is a list, name one element: " + name + "[1]" : "' is no list"));
      }
      parts.add(new Part(child, index));
      field = child;
    }
    return new CanonicalPath(text.strip(), parts);
  }

  /**
   * What stands there in a document; null if absent.
   *
   * @throws IllegalArgumentException if an index is beyond the end of its list
   */
  @Nullable Object value(Object document) {
    Object value = document;
    for (Part part : parts) {
      if (value == null) {
        return null;
      }
      value = part.field.get(value);
      if (part.index > 0) {
        List<?> list = value instanceof List<?> there ? there : List.of();
        if (part.index > list.size()) {
          throw new IllegalArgumentException(
              "path '" + text + "': the document has " + list.size() + " " + part.field.name());
        }
        value = list.get(part.index - 1);
      }
    }
    return printable(value);
  }

  private @Nullable Object printable(@Nullable Object value) {
    FieldType field = parts.get(parts.size() - 1).field;
    if (value == null) {
      return null;
    }
    switch (field.kind()) {
      case QUANTITY, MONEY, UNIT_PRICE, GROUP, LIST -> {
        List<String> all = new ArrayList<>();
        for (FieldType child : field.children()) {
          Object part = child.get(value);
          if (part != null && child.children().isEmpty()) {
            all.add(
                child.name().equals("value")
                    ? io.pipemill.mapping.value.Text.of(part)
                    : child.name() + " " + io.pipemill.mapping.value.Text.of(part));
          }
        }
        return String.join(", ", all);
      }
      default -> {
        return value;
      }
    }
  }
}
