package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.in.RepeatedColumns;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes {@code fields:} of an inbound mapping. */
final class InboundFields {
  private static final Set<String> LIST_KEYS = Set.of("each", "where");

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
   */
  private record Element(String path, String key, RecordLevel record, boolean list) {
    String below(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }

    String keyBelow(String name) {
      return key.isEmpty() ? name : key + "." + name;
    }
  }

  List<Field> describe(YamlValue.Mapping section) {
    section(section, "", new Element("", "", RecordLevel.ROOT, false));
    return List.copyOf(fields);
  }

  private void section(YamlValue.Mapping section, String prefix, Element element) {
    for (YamlValue.Entry entry : section.entries()) {
      if (element.list && prefix.isEmpty() && LIST_KEYS.contains(entry.key())) {
        continue;
      }
      String name = prefix + entry.key();
      FieldType field = type.field(element.below(name));
      FieldKind kind = field == null ? FieldKind.TEXT : field.kind();
      if (kind == FieldKind.GROUP && entry.value() instanceof YamlValue.Mapping below) {
        section(below, name + ".", element);
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
    Element below = new Element(element.below(name), key, record, true);
    List<Step> steps = new ArrayList<>();
    steps.add(
        repeated != null
            ? repeats(repeated)
            : same
                ? new Step(StepKind.EACH_THIS, "", List.of())
                : new Step(StepKind.EACH, "", List.of(each)));
    Sources sources = new Sources(record, below.path + ".");
    List<String> columns = List.of();
    YamlValue where = section.get("where");
    if (where != null) {
      columns =
          sources.columns(
              new YamlValue.Mapping(
                  where.place(), List.of(new YamlValue.Entry("where", where.place(), where))));
      YamlValue cel = where instanceof YamlValue.Mapping rule ? rule.get("cel") : where;
      steps.add(new Step(StepKind.WHERE, "", List.of(cel == null ? "" : Written.text(cel))));
    }
    fields.add(
        new Field(
            key,
            below.path,
            columns,
            sources.fields(),
            steps,
            List.of(),
            true,
            (number == 1 ? entry.place() : section.place()).line()));
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
    Sources sources = new Sources(element.record, element.path.isEmpty() ? "" : element.path + ".");
    List<String> columns = sources.columns(entry.value());
    List<Step> steps = new ArrayList<>(new ValueSteps(element.record::column).of(entry.value()));
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
            entry.place().line()));
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
