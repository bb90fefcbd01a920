package io.pipemill.mapping.describe;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.describe.Examples.Example;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.value.Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Examples of an outbound mapping: one canonical document written. */
final class OutboundExamples {
  private static final String ENVELOPE = "envelope.";
  private static final UUID NONE = new UUID(0, 0);

  private final OutboundMapping outbound;
  private final MappingDescription mapping;
  private final String golden;

  OutboundExamples(OutboundMapping outbound, MappingDescription mapping, String golden) {
    this.outbound = outbound;
    this.mapping = mapping;
    this.golden = golden;
  }

  void add(Object document, Map<String, Example> into) {
    Envelope envelope =
        new Envelope(
            NONE,
            mapping.document(),
            "",
            1,
            Verb.PROCESS,
            golden.substring(0, golden.indexOf(' ')),
            "",
            NONE,
            Instant.EPOCH,
            null,
            List.of());
    RecordTree record = outbound.write(document, envelope).record();
    Map<String, String> lists = new LinkedHashMap<>();
    for (Field field : mapping.fields()) {
      if (field.section()) {
        lists.put(field.target() + ".", field.sources().get(0) + ".");
      } else if (field.sources().stream().noneMatch(source -> source.startsWith(ENVELOPE))) {
        example(field, record, document, lists, into);
      }
    }
  }

  private void example(
      Field field,
      RecordTree record,
      Object document,
      Map<String, String> lists,
      Map<String, Example> into) {
    // only the first record of a group is looked at, and the first element, if it was not left out
    String value = first(record, field.target());
    if (value == null) {
      return;
    }
    String list = "";
    for (Map.Entry<String, String> group : lists.entrySet()) {
      if (field.target().startsWith(group.getKey())) {
        list = group.getValue();
      }
    }
    Map<String, String> from = new LinkedHashMap<>();
    for (String source : field.sources()) {
      String found = canonical(document, source, list);
      if (found != null) {
        from.put(source, found);
      }
    }
    String told =
        field.sources().size() == 1
            ? String.join("", from.values())
            : String.join(
                "; ",
                from.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
    into.putIfAbsent(field.key(), new Example(told, value, golden));
  }

  private static @Nullable String first(RecordTree record, String target) {
    RecordTree at = record;
    String name = target;
    while (at.shape().column(name) < 0) {
      int dot = name.indexOf('.');
      if (dot < 0 || at.shape().group(name.substring(0, dot)) < 0) {
        return null;
      }
      List<RecordTree> records = at.group(name.substring(0, dot));
      if (records.isEmpty()) {
        return null;
      }
      at = records.get(0);
      name = name.substring(dot + 1);
    }
    Object value = at.value(name);
    return value == null ? null : Text.of(value);
  }

  private @Nullable String canonical(Object document, String source, String list) {
    FieldType owner = outbound.document().root();
    Object object = document;
    String path = source;
    if (!list.isEmpty() && source.startsWith(list)) {
      for (String name : list.substring(0, list.length() - 1).split("\\.")) {
        FieldType child = owner.child(name);
        Object value = child == null ? null : child.get(object);
        if (child == null || value == null) {
          return null;
        }
        if (child.kind() == FieldKind.LIST) {
          List<?> elements = (List<?>) value;
          if (elements.isEmpty()) {
            return null;
          }
          value = elements.get(0);
        }
        owner = child;
        object = value;
      }
      path = source.substring(list.length());
    }
    return CanonicalValues.at(owner, object, path);
  }
}
