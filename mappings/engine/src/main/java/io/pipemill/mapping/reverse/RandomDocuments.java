package io.pipemill.mapping.reverse;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.reverse.Filled.Leaf;
import io.pipemill.mapping.reverse.Filled.Section;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Valid documents in which only those fields are set that a mapping fills. */
final class RandomDocuments {
  private static final int TRIES = 60;
  private final DocumentType type;
  private final Section root;
  private final RandomValues values;

  /** The document's currency, which amounts without one of their own take. */
  private @Nullable Object currency;

  RandomDocuments(DocumentType type, Section root, RandomValues values) {
    this.type = type;
    this.root = root;
    this.values = values;
  }

  /** Null if none could be made that the document type accepts. */
  @Nullable Object next() {
    for (int i = 0; i < TRIES; i++) {
      Object document = type.root().newInstance();
      currency = null;
      fill(document, root);
      List<Violation> violations = new ArrayList<>();
      type.validate(document, violations);
      if (violations.isEmpty()) {
        return document;
      }
      violations.forEach(violation -> refuse(violation.field().replaceAll("\\[\\d+]", "")));
    }
    return null;
  }

  /** A rule about quantity.value is one about the quantity's values. */
  private void refuse(String path) {
    values.refuse(path);
    values.refuse(path.replaceAll("\\.value$", ""));
  }

  private void fill(Object element, Section section) {
    for (Leaf leaf : section.leaves()) {
      if (section == root && leaf.path().equals("currency")) {
        set(element, section, leaf);
        currency = currencyOf(element, leaf);
      }
    }
    for (Leaf leaf : section.leaves()) {
      boolean part =
          section.leaves().stream().anyMatch(one -> leaf.path().startsWith(one.path() + "."));
      boolean done = section == root && leaf.path().equals("currency");
      if (!part && !done) {
        set(element, section, leaf);
      }
    }
    for (Section list : section.lists()) {
      int count = values.below(4);
      for (int i = 0; i < count; i++) {
        Object below = list.type().newInstance();
        fill(below, list);
        list.type().set(owner(element, section, list.name()), below);
      }
    }
  }

  private static @Nullable Object currencyOf(Object element, Leaf leaf) {
    return leaf.field().get(element);
  }

  private void set(Object element, Section section, Leaf leaf) {
    boolean optional = leaf.column() != null && !leaf.field().required();
    if (optional && values.chance(5)) {
      return;
    }
    Object value = values.of(path(section, leaf.path()), leaf.field(), leaf.spec());
    if (value == null) {
      return;
    }
    leaf.field()
        .set(
            owner(element, section, leaf.path()),
            measured(leaf.field()) ? whole(section, leaf, value) : value);
  }

  /** The object a field hangs in, made where it is not there. */
  private static Object owner(Object element, Section section, String path) {
    Object owner = element;
    FieldType at = section.type();
    String[] parts = path.split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      FieldType child = at.child(parts[i]);
      if (child == null) {
        throw new IllegalArgumentException("no field " + path + " in " + section.type().path());
      }
      Object below = child.get(owner);
      if (below == null) {
        below = child.newInstance();
        child.set(owner, below);
      }
      owner = below;
      at = child;
    }
    return owner;
  }

  /** A number with its parts: constants, what another column says, or the document's currency. */
  private Object whole(Section section, Leaf leaf, Object number) {
    Object whole = leaf.field().newInstance();
    for (FieldType part : leaf.field().children()) {
      Object value = part.name().equals("value") ? number : part(section, leaf, part);
      if (value != null) {
        part.set(whole, value);
      }
    }
    return whole;
  }

  private @Nullable Object part(Section section, Leaf leaf, FieldType part) {
    YamlValue spec = leaf.spec() instanceof YamlValue.Mapping keys ? keys.get(part.name()) : null;
    YamlValue to = leaf.spec() instanceof YamlValue.Mapping keys ? keys.get("to") : null;
    if (part.name().equals("unit") && to instanceof YamlValue.Scalar scalar) {
      return scalar.text();
    }
    if (spec instanceof YamlValue.Scalar constant) {
      UnitWords.Word word =
          part.name().equals("currency")
              ? UnitWords.currency(constant.text())
              : UnitWords.unit(constant.text());
      boolean plain = part.kind() != FieldKind.TEXT && part.kind() != FieldKind.CODE;
      return word == null || plain ? RandomValues.typed(constant.text(), part.kind()) : word.code();
    }
    if (spec instanceof YamlValue.Mapping) {
      String path = path(section, leaf.path() + "." + part.name());
      return values.of(path, part, spec);
    }
    return part.name().equals("currency") ? currency : null;
  }

  private static boolean measured(FieldType field) {
    return field.kind() == FieldKind.QUANTITY
        || field.kind() == FieldKind.MONEY
        || field.kind() == FieldKind.UNIT_PRICE;
  }

  private static String path(Section section, String path) {
    return section.type().path().isEmpty() ? path : section.type().path() + "." + path;
  }
}
