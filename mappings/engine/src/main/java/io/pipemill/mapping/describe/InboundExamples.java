package io.pipemill.mapping.describe;

import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.Explanation;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.describe.Examples.Example;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples out of one golden pair of an inbound mapping. */
final class InboundExamples {
  private final InboundMapping inbound;
  private final String golden;

  /** Fields by the line of their entry: an explanation names the line that made a value. */
  private final Map<String, List<Field>> byPlace = new HashMap<>();

  InboundExamples(InboundMapping inbound, MappingDescription mapping, String golden) {
    this.inbound = inbound;
    this.golden = golden;
    for (Field field : mapping.fields()) {
      if (!field.section()) {
        byPlace
            .computeIfAbsent(place(field.file() + ":" + field.line()), place -> new ArrayList<>())
            .add(field);
      }
    }
  }

  void add(RecordTree record, Map<String, Example> into) {
    Mapped mapped = inbound.map(List.of(record), Lookups.ALL_KNOWN).get(0);
    if (mapped.document() == null) {
      return;
    }
    for (var value : CanonicalValues.of(inbound.document().root(), mapped.document())) {
      Explanation made = inbound.explain(record, value.path(), Lookups.ALL_KNOWN);
      Field field = field(made, value.path());
      if (field != null) {
        into.putIfAbsent(
            field.key(), new Example(source(field, record, made), value.text(), golden));
      }
    }
  }

  private @Nullable Field field(Explanation made, String path) {
    String plain = path.replaceAll("\\[\\d+]", "");
    Field found = null;
    for (Field field : byPlace.getOrDefault(place(made.place()), List.of())) {
      if (plain.equals(field.target()) || field.target().startsWith(plain + ".")) {
        // a fragment used twice fills two sections from the same line, out of other columns
        if (field.sources().stream().anyMatch(source -> source.endsWith(made.sourceField()))) {
          return field;
        }
        found = found == null ? field : found;
      }
    }
    return found;
  }

  /** File and line without the folder: a shared fragment stands in another one when it is kept. */
  private static String place(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  /**
   * The value of its column, of alternatives the one taken; of several columns that are calculated
   * with, those that have one, with their names.
   */
  private static String source(Field field, RecordTree record, Explanation made) {
    Map<String, String> values = new java.util.LinkedHashMap<>();
    for (String column : field.sources()) {
      String value = only(record, column);
      if (value != null) {
        values.put(column, value);
      }
    }
    boolean calculated = made.steps().stream().anyMatch(step -> step.step().startsWith("cel "));
    boolean first = field.steps().stream().anyMatch(step -> step.kind() == StepKind.FIRST_OF);
    boolean oneOfMany = field.sources().contains(made.sourceField());
    if (!calculated
        && made.rawValue() != null
        && (first || oneOfMany || field.sources().size() == 1)) {
      return made.rawValue();
    }
    if (field.sources().size() == 1) {
      return String.join("", values.values());
    }
    return String.join("; ", values.entrySet().stream().map(e -> named(e)).toList());
  }

  private static String named(Map.Entry<String, String> value) {
    String column = value.getKey();
    return column.substring(column.lastIndexOf('/') + 1) + " = " + value.getValue();
  }

  /** The value of a column where only one record can be meant; else null. */
  private static @Nullable String only(RecordTree record, String column) {
    RecordTree at = record;
    String name = column;
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
    Object value = Text.clean(at.value(name));
    return value == null ? null : Text.of(value);
  }
}
