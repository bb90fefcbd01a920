package io.pipemill.mapping.in;

import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compiles where a value comes from: {@code from}, {@code constant} or {@code cel}. */
final class SourceCompiler {
  private static final Set<String> GROUP_KEYS = Set.of("group", "from", "join");
  private final CompileContext context;
  private final SectionPlan section;

  /** Told of every expression among alternatives: what it reads decides when it is worked out. */
  private final BiConsumer<CelExpression, Place> alternatives;

  SourceCompiler(CompileContext context, SectionPlan section) {
    this(context, section, (expression, place) -> {});
  }

  SourceCompiler(
      CompileContext context, SectionPlan section, BiConsumer<CelExpression, Place> alternatives) {
    this.context = context;
    this.section = section;
    this.alternatives = alternatives;
  }

  /** A column, a list of alternatives, or a column of a group; null (and findings) if wrong. */
  @Nullable ValueSource from(YamlValue value, Cleaning cleaning) {
    if (value instanceof YamlValue.Scalar scalar && !scalar.absent()) {
      return column(scalar.text(), scalar.place(), cleaning);
    }
    if (value instanceof YamlValue.Mapping group) {
      return ofGroup(group, cleaning);
    }
    if (value instanceof YamlValue.Sequence sequence && !sequence.items().isEmpty()) {
      List<ValueSource> sources = new ArrayList<>();
      for (YamlValue item : sequence.items()) {
        ValueSource source =
            item instanceof YamlValue.Mapping mapping && mapping.has("cel")
                ? calculated(mapping)
                : from(item, cleaning);
        if (source != null) {
          sources.add(source);
        }
      }
      return sources.size() == sequence.items().size() ? new ValueSource.First(sources) : null;
    }
    context.findings.error(
        value.place(),
        "MAP-004",
        "nothing",
        "a column, or a list of columns",
        "'from' names no column");
    return null;
  }

  private @Nullable ValueSource calculated(YamlValue.Mapping mapping) {
    SectionReader keys = new SectionReader(mapping, context.findings);
    keys.only(Set.of("cel"));
    CelExpression expression = cel(keys.required("cel"), keys.place("cel"));
    if (expression == null) {
      return null;
    }
    alternatives.accept(expression, keys.place("cel"));
    return new ValueSource.Calculated(expression);
  }

  @Nullable CelExpression cel(String text, Place place) {
    return CelExpression.compile(text, section.scope(place), place, context.findings);
  }

  /** Adds the first parts of the fields of this element an expression reads. */
  void reads(CelExpression expression, Place place, Set<String> into) {
    for (String name : expression.reads()) {
      String[] parts = name.split("\\.", 2);
      if (!parts[0].equals(SectionPlan.DOCUMENT)) {
        into.add(parts[0]);
      } else if (parts.length > 1) {
        if (section.parent == null) {
          into.add(parts[1]);
        } else {
          section.headerReads.putIfAbsent(parts[1], place);
        }
      }
    }
  }

  /** A condition; null (and findings) if it is none. */
  @Nullable CelExpression condition(String text, Place place) {
    CelExpression expression = cel(text, place);
    if (expression != null
        && expression.type() != CelExpression.Type.BOOLEAN
        && expression.type() != CelExpression.Type.ANY) {
      context.findings.error(
          place, "MAP-032", text, "true or false", "the condition does not give true or false");
      return null;
    }
    return expression;
  }

  /** {@code {cel: …}} or the expression itself; null (and findings) if it is no condition. */
  @Nullable CelExpression condition(@Nullable YamlValue value, String key) {
    if (value instanceof YamlValue.Scalar scalar && !scalar.absent()) {
      return condition(scalar.text(), scalar.place());
    }
    if (value instanceof YamlValue.Mapping mapping) {
      SectionReader keys = new SectionReader(mapping, context.findings);
      keys.only(Set.of("cel"));
      String text = keys.required("cel");
      return text.isEmpty() ? null : condition(text, keys.place("cel"));
    }
    Place place = value == null ? section.place : value.place();
    context.findings.error(
        place,
        "MAP-004",
        value == null ? "nothing" : value.kind(),
        "{cel: …}",
        "'" + key + "' holds no condition");
    return null;
  }

  private @Nullable ValueSource column(String name, Place place, Cleaning cleaning) {
    if (name.equals(ValueSource.ElementName.COLUMN)) {
      return new ValueSource.ElementName();
    }
    int levels = 0;
    String column = name;
    while (column.startsWith("../")) {
      int above = section.up(levels).levelsToRecordAbove();
      if (above < 0) {
        context.findings.error(
            place, "MAP-045", name, "a record above", "there is no record above this one");
        return null;
      }
      levels += above;
      column = column.substring(3);
    }
    if (column.isBlank()) {
      context.findings.error(
          place, "MAP-004", name, "a column's name", "'" + name + "' names no column");
      return null;
    }
    SectionPlan plan = section.up(levels);
    if (column.equals(RepeatedColumns.TURN)) {
      String turn = plan.turn();
      if (turn != null) {
        return new ValueSource.Turn(turn);
      }
    }
    int slot = plan.column(column, place);
    String real = name.substring(0, name.length() - column.length()) + plan.real(column);
    return new ValueSource.Column(levels, slot, real, cleaning);
  }

  private @Nullable ValueSource ofGroup(YamlValue.Mapping mapping, Cleaning cleaning) {
    SectionReader keys = new SectionReader(mapping, context.findings);
    keys.only(GROUP_KEYS);
    String group = keys.required("group");
    String column = keys.required("from");
    String separator = keys.text("join");
    RecordColumns records = section.record.groups.get(group);
    if (records == null) {
      unknownGroup(context, section, group, keys.place("group"));
      return null;
    }
    records.columns.putIfAbsent(column, keys.place("from"));
    int slot = section.groupSlot(group);
    return separator == null
        ? new ValueSource.FirstOfGroup(slot, group, column, cleaning)
        : new ValueSource.JoinedGroup(slot, group, column, separator, cleaning);
  }

  static void unknownGroup(CompileContext context, SectionPlan section, String group, Place place) {
    context.findings.unknown(
        place, "MAP-045", "group of the source", group, section.record.groups.keySet());
  }
}
