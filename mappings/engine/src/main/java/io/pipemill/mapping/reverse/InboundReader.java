package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.reverse.Filled.Leaf;
import io.pipemill.mapping.reverse.Filled.Section;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what an inbound mapping fills, and tells every step that has no inverse. */
final class InboundReader {
  private static final Set<String> PARTS = Set.of("unit", "scheme", "currency", "per", "base");
  private final Steps steps;

  /** Columns read so far, with the place of the field they fill. */
  private final Map<String, Place> columns = new HashMap<>();

  InboundReader(Steps steps) {
    this.steps = steps;
  }

  Section read(YamlValue.Mapping file, FieldType root) {
    for (String key : List.of("filter", "repair")) {
      YamlValue.Entry entry = file.entry(key);
      if (entry != null) {
        steps.lost(
            entry.place(),
            key,
            key.equals("filter")
                ? "records that do not pass leave no document"
                : "the text as it was is not kept");
      }
    }
    Section section = new Section(root, "", "", new ArrayList<>(), new ArrayList<>());
    if (file.get("fields") instanceof YamlValue.Mapping fields) {
      fields(fields, "", section);
    }
    return section;
  }

  private void fields(YamlValue.Mapping fields, String prefix, Section section) {
    boolean list = prefix.isEmpty() && section.type().kind() == FieldKind.LIST;
    for (YamlValue.Entry entry : fields.entries()) {
      String path = prefix + entry.key();
      FieldType field = field(section.type(), path);
      if (list && entry.key().equals("each")) {
        continue;
      }
      if (field == null) {
        if (entry.key().equals("when") || list && entry.key().equals("where")) {
          steps.lost(entry.place(), entry.key(), "what it leaves out is not kept");
        }
      } else if (field.kind() == FieldKind.LIST) {
        list(entry, path, field, section);
      } else if (field.kind() == FieldKind.GROUP) {
        if (entry.value() instanceof YamlValue.Mapping below) {
          fields(below, path + ".", section);
        }
      } else {
        leaf(path, field, entry.value(), entry.place(), section);
      }
    }
  }

  private void list(YamlValue.Entry entry, String path, FieldType field, Section around) {
    YamlValue value = entry.value();
    if (value instanceof YamlValue.Sequence sequence && sequence.items().size() == 1) {
      value = sequence.items().get(0);
    }
    if (!(value instanceof YamlValue.Mapping section)) {
      steps.lost(entry.place(), path, "elements of several sections cannot be told apart");
      return;
    }
    String each = section.get("each") instanceof YamlValue.Scalar group ? group.text() : path;
    if (each.equals("this")) {
      steps.lost(entry.place(), path, "an element of the record itself has no record of its own");
      return;
    }
    String group = around.group().isEmpty() ? each : around.group() + "." + each;
    Section below = new Section(field, path, group, new ArrayList<>(), new ArrayList<>());
    around.lists().add(below);
    fields(section, "", below);
  }

  private void leaf(String path, FieldType field, YamlValue spec, Place place, Section section) {
    String column = steps.column(path, spec, place);
    boolean constant = spec instanceof YamlValue.Mapping keys && keys.has("constant");
    if (column == null && !constant) {
      return;
    }
    Leaf leaf = new Leaf(path, field, spec, column, section.group(), place);
    if (column != null) {
      Place earlier = columns.putIfAbsent(leaf.fullColumn(), place);
      if (earlier != null) {
        steps.lost(place, path, "column " + leaf.fullColumn() + " fills " + earlier + " as well");
      }
    }
    section.leaves().add(leaf);
    if (spec instanceof YamlValue.Mapping keys) {
      for (FieldType part : field.children()) {
        YamlValue.Entry entry = PARTS.contains(part.name()) ? keys.entry(part.name()) : null;
        if (entry != null && entry.value() instanceof YamlValue.Mapping of) {
          leaf(path + "." + part.name(), part, of, entry.place(), section);
        }
      }
      steps.units(path, keys);
    }
  }

  /** The field at a dotted path, or null. */
  static @org.jspecify.annotations.Nullable FieldType field(FieldType owner, String path) {
    FieldType field = owner;
    for (String part : path.split("\\.")) {
      field = field == null ? null : field.child(part);
    }
    return field;
  }
}
