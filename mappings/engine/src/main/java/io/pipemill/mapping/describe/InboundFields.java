package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.in.RepeatedColumns;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes {@code fields:} of an inbound mapping. */
final class InboundFields {
  private static final Set<String> LIST_KEYS = Set.of("each", "where", "when");

  private final DocumentType type;
  private final List<Field> fields = new ArrayList<>();

  /** How many sections a list has had so far. */
  private final Map<String, Integer> sections = new HashMap<>();

  InboundFields(DocumentType type) {
    this.type = type;
  }

  /**
   * @param path of the element, empty for the document
   * @param key the same with the numbers of the sections
   * @param conditions of the objects around a field, outermost first
   */
  private record Element(
      String path, String key, RecordLevel record, boolean list, List<YamlValue> conditions) {
    /** The same inside of an object that is only there under a condition. */
    Element under(YamlValue.Mapping object) {
      YamlValue when = object.get("when");
      if (when == null) {
        return this;
      }
      List<YamlValue> all = new ArrayList<>(conditions);
      all.add(when);
      return new Element(path, key, record, list, all);
    }

    String below(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }

    String keyBelow(String name) {
      return key.isEmpty() ? name : key + "." + name;
    }
  }

  List<Field> describe(YamlValue.Mapping section) {
    section(section, "", new Element("", "", RecordLevel.ROOT, false, List.of()));
    return List.copyOf(fields);
  }

  private void section(YamlValue.Mapping section, String prefix, Element element) {
    for (YamlValue.Entry entry : section.entries()) {
      if (element.list && prefix.isEmpty() && LIST_KEYS.contains(entry.key())) {
        continue;
      }
      String name = prefix + entry.key();
      FieldType field = type.field(element.below(name));
      if (field == null && !prefix.isEmpty() && entry.key().equals("when")) {
        continue;
      }
      FieldKind kind = field == null ? FieldKind.TEXT : field.kind();
      if (kind == FieldKind.GROUP && entry.value() instanceof YamlValue.Mapping below) {
        section(below, name + ".", element.under(below));
      } else if (kind == FieldKind.LIST) {
        List<YamlValue> parts =
            entry.value() instanceof YamlValue.Sequence sequence
                ? sequence.items()
                : List.of(entry.value());
        for (YamlValue part : parts) {
          if (part instanceof YamlValue.Mapping below) {
            list(below, entry, name, element);
          }
        }
      } else {
        leaf(entry, name, field, element);
      }
    }
  }

  private void list(
      YamlValue.Mapping section, YamlValue.Entry entry, String name, Element element) {
    String each =
        section.get("each") instanceof YamlValue.Scalar scalar ? scalar.text() : lastName(name);
    RepeatedColumns repeated =
        section.get("each") instanceof YamlValue.Mapping columns
            ? RepeatedColumns.of(columns, new Findings(""))
            : null;
    boolean same = each.equals("this") || section.get("each") instanceof YamlValue.Mapping;
    int number = sections.merge(element.keyBelow(name), 1, Integer::sum);
    String key = element.keyBelow(name) + (number == 1 ? "" : "[" + number + "]");
    RecordLevel record = same ? element.record : element.record.group(each);
    if (repeated != null) {
      String group = repeated.group();
      record = group == null ? record : element.record.group(group);
      record = record.repeating(repeated.columns());
    }
    Element below = new Element(element.below(name), key, record, true, List.of());
    List<Step> steps = new ArrayList<>();
    steps.add(
        repeated != null
            ? repeats(repeated)
            : same
                ? new Step(StepKind.EACH_THIS, "", List.of())
                : new Step(StepKind.EACH, "", List.of(each)));
    // the conditions of the list stand in the element it belongs to
    Sources above = sources(element);
    List<String> columns = new ArrayList<>(when(element.under(section), above, steps));
    Sources sources = new Sources(record, below.path + ".");
    YamlValue where = section.get("where");
    if (where != null) {
      columns.addAll(
          sources.columns(
              new YamlValue.Mapping(
                  where.place(), List.of(new YamlValue.Entry("where", where.place(), where)))));
      steps.add(new Step(StepKind.WHERE, "", List.of(Written.condition(where))));
    }
    List<String> reads = new ArrayList<>(above.fields());
    reads.addAll(sources.fields());
    Place place = number == 1 ? entry.place() : section.place();
    fields.add(
        new Field(
            key,
            below.path,
            columns.stream().distinct().toList(),
            reads.stream().distinct().toList(),
            steps,
            List.of(),
            true,
            place.file(),
            place.line()));
    section(section, "", below);
  }

  private static Step repeats(RepeatedColumns each) {
    List<String> turns = each.turns();
    return new Step(
        StepKind.EACH_COLUMNS,
        "",
        List.of(
            String.join(", ", each.columns().keySet()),
            turns.get(0) + " … " + turns.get(turns.size() - 1),
            "skip_" + each.skip().name().toLowerCase(java.util.Locale.ROOT)));
  }

  private void leaf(
      YamlValue.Entry entry, String name, @Nullable FieldType field, Element element) {
    Sources sources = sources(element);
    List<Step> steps = new ArrayList<>();
    when(element, sources, steps);
    List<String> columns = sources.columns(entry.value());
    steps.addAll(new ValueSteps(element.record::column).of(entry.value()));
    List<String> reads = new ArrayList<>(sources.fields());
    if (currencyOfDocument(field, entry.value())) {
      steps.add(new Step(StepKind.CURRENCY_OF_DOCUMENT, "", List.of()));
      reads.add("currency");
    }
    fields.add(
        new Field(
            element.keyBelow(name),
            element.below(name),
            columns,
            reads,
            steps,
            ListNames.of(entry.value()),
            false,
            entry.place().file(),
            entry.place().line()));
  }

  private static Sources sources(Element element) {
    return new Sources(element.record, element.path.isEmpty() ? "" : element.path + ".");
  }

  /** The conditions around a field as its first steps, and the columns they read. */
  private static List<String> when(Element element, Sources sources, List<Step> into) {
    List<String> columns = List.of();
    for (YamlValue condition : element.conditions) {
      into.add(new Step(StepKind.WHEN, "", List.of(Written.condition(condition))));
      columns =
          sources.columns(
              new YamlValue.Mapping(
                  condition.place(),
                  List.of(new YamlValue.Entry("when", condition.place(), condition))));
    }
    return columns;
  }

  private boolean currencyOfDocument(@Nullable FieldType field, YamlValue value) {
    boolean money =
        field != null && (field.kind() == FieldKind.MONEY || field.kind() == FieldKind.UNIT_PRICE);
    boolean stated = value instanceof YamlValue.Mapping section && section.has("currency");
    return money && !stated && type.root().child("currency") != null;
  }

  private static String lastName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
