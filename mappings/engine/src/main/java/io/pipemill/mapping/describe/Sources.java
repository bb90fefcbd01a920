package io.pipemill.mapping.describe;

import io.pipemill.mapping.cel.CelReads;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns and canonical fields that an inbound value reads, wherever they stand in it. */
final class Sources {
  private static final Set<String> NO_FIELDS = Set.of("verb", "count", "source", "parent", "n");

  private final RecordLevel record;
  private final String element;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Set<String> fields = new LinkedHashSet<>();

  /**
   * @param element path of the section with a point behind, empty for the document
   */
  Sources(RecordLevel record, String element) {
    this.record = record;
    this.element = element;
  }

  /** Columns with their groups in front. */
  List<String> columns(YamlValue value) {
    value(value);
    return List.copyOf(columns);
  }

  /** Canonical paths read by the expressions of the values seen so far. */
  List<String> fields() {
    return List.copyOf(fields);
  }

  /** {@code COLUMN}, {@code [A, B]}, or a section with from, cel, when and parts. */
  private void value(YamlValue value) {
    if (!(value instanceof YamlValue.Mapping section)) {
      from(value);
      return;
    }
    for (YamlValue.Entry entry : section.entries()) {
      switch (entry.key()) {
        case "from" -> from(entry.value());
        case "cel", "when", "where" -> expression(entry.value());
        case "unit", "currency", "per", "base", "scheme" -> {
          if (entry.value() instanceof YamlValue.Mapping part) {
            value(part);
          }
        }
        default -> {
          // says what is done, not where it comes from
        }
      }
    }
  }

  private void from(YamlValue from) {
    if (from instanceof YamlValue.Scalar scalar) {
      columns.addAll(record.columns(scalar.text()));
    } else if (from instanceof YamlValue.Sequence list) {
      for (YamlValue item : list.items()) {
        if (item instanceof YamlValue.Mapping section && section.has("cel")) {
          value(section);
        } else {
          from(item);
        }
      }
    } else if (from instanceof YamlValue.Mapping group
        && group.get("group") instanceof YamlValue.Scalar name
        && group.get("from") instanceof YamlValue.Scalar column) {
      columns.addAll(record.group(name.text()).columns(column.text()));
    }
  }

  private void expression(YamlValue value) {
    if (value instanceof YamlValue.Mapping section && section.has("cel")) {
      value(section);
    }
    if (!(value instanceof YamlValue.Scalar scalar)) {
      return;
    }
    for (String name : CelReads.of(scalar.text())) {
      int dot = name.indexOf('.');
      String first = dot < 0 ? name : name.substring(0, dot);
      String rest = dot < 0 ? "" : name.substring(dot + 1);
      if (first.equals("source")) {
        columns.addAll(record.columns(rest));
      } else if (first.equals("parent")) {
        columns.addAll(record.up().columns(rest));
      } else if (first.equals("document")) {
        fields.add(rest);
      } else if (!NO_FIELDS.contains(first)) {
        fields.add(element + name);
      }
    }
  }
}
