package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.cel.CelReads;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Describes {@code fields:} of an outbound mapping. */
final class OutboundFields {
  private static final Set<String> GROUP_KEYS = Set.of("each", "where", "when");
  private static final String ENVELOPE = "envelope.";
  private static final String DOCUMENT = "document.";

  private final DocumentType type;
  private final List<Field> fields = new ArrayList<>();

  OutboundFields(DocumentType type) {
    this.type = type;
  }

  /**
   * @param path canonical path of the element with a point behind, empty for the document
   * @param above the same of the element it belongs to
   */
  private record Element(String path, String above) {
    String full(String name) {
      if (name.startsWith(ENVELOPE)) {
        return name;
      }
      return name.startsWith(DOCUMENT) ? name.substring(DOCUMENT.length()) : path + name;
    }
  }

  List<Field> describe(YamlValue.Mapping section) {
    section(section, "", new Element("", ""), false);
    return List.copyOf(fields);
  }

  private void section(YamlValue.Mapping section, String prefix, Element element, boolean group) {
    for (YamlValue.Entry entry : section.entries()) {
      if (group && GROUP_KEYS.contains(entry.key())) {
        continue;
      }
      String name = prefix + entry.key();
      if (entry.value() instanceof YamlValue.Mapping spec
          && spec.has("each")
          && !spec.has("join")) {
        group(entry, spec, name, element);
      } else {
        fields.add(
            new Field(
                name,
                name,
                sources(entry.value(), element),
                List.of(),
                new ValueSteps(element::full).of(entry.value()),
                ListNames.of(entry.value()),
                false,
                entry.place().file(),
                entry.place().line()));
      }
    }
  }

  private void group(YamlValue.Entry entry, YamlValue.Mapping spec, String name, Element element) {
    String each = spec.get("each") instanceof YamlValue.Scalar list ? list.text() : "";
    String path = element.full(each);
    Element below = new Element(path + ".", element.path);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(StepKind.EACH, "", List.of(path)));
    Set<String> sources = new LinkedHashSet<>();
    sources.add(path);
    YamlValue when = spec.get("when");
    if (when != null) {
      String text = Written.condition(when);
      steps.add(new Step(StepKind.WHEN, "", List.of(text)));
      expression(text, element, sources);
    }
    YamlValue where = spec.get("where");
    if (where != null) {
      String text = Written.condition(where);
      steps.add(new Step(StepKind.WHERE, "", List.of(text)));
      expression(text, below, sources);
    }
    fields.add(
        new Field(
            name,
            name,
            List.copyOf(sources),
            List.of(),
            steps,
            List.of(),
            true,
            entry.place().file(),
            entry.place().line()));
    section(spec, name + ".", below, true);
  }

  private List<String> sources(YamlValue value, Element element) {
    Set<String> sources = new LinkedHashSet<>();
    if (!(value instanceof YamlValue.Mapping spec)) {
      from(value, element, sources);
      return List.copyOf(sources);
    }
    Element of = element;
    if (spec.get("each") instanceof YamlValue.Scalar list) {
      of = new Element(element.full(list.text()) + ".", element.path);
    }
    if (spec.get("from") != null) {
      from(spec.get("from"), of, sources);
    }
    for (String key : List.of("cel", "when")) {
      YamlValue text = spec.get(key);
      if (text != null) {
        expression(Written.condition(text), element, sources);
      }
    }
    return List.copyOf(sources);
  }

  private static void from(
      @org.jspecify.annotations.Nullable YamlValue from, Element element, Set<String> into) {
    if (from instanceof YamlValue.Scalar scalar) {
      into.add(element.full(scalar.text()));
    } else if (from instanceof YamlValue.Sequence list) {
      list.items().forEach(item -> from(item, element, into));
    }
  }

  private void expression(String text, Element element, Set<String> into) {
    for (String name : CelReads.of(text)) {
      if (name.startsWith("parent.")) {
        into.add(field(element.above + name.substring("parent.".length())));
      } else {
        into.add(field(element.full(name)));
      }
    }
  }

  /** A name may go on behind the field, {@code note.size}: cut back to what the type has. */
  private String field(String path) {
    String known = path;
    while (!known.startsWith(ENVELOPE) && type.field(known) == null && known.contains(".")) {
      known = known.substring(0, known.lastIndexOf('.'));
    }
    return known;
  }
}
