package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.unit.UnitConversion;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.NumberSection;
import io.pipemill.mapping.value.Rounding;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles quantities, amounts and prices: a number and what it is a number of. */
final class MeasuredCompiler {
  private static final Set<String> PART_KEYS =
      Set.of(
          "from",
          "cel",
          "constant",
          "default",
          "blank",
          "repair",
          "width",
          "words",
          "codelist",
          "values",
          "unmapped");
  private final CompileContext context;
  private final SectionPlan section;
  private final PipelineCompiler pipelines;

  /** For keys that are read a second time: their findings are told already. */
  private final Findings quiet = new Findings("");

  MeasuredCompiler(CompileContext context, SectionPlan section, PipelineCompiler pipelines) {
    this.context = context;
    this.section = section;
    this.pipelines = pipelines;
  }

  @Nullable Step compile(
      YamlValue.Entry entry, String path, String full, int object, FieldType field) {
    YamlValue spec = entry.value();
    YamlValue.Mapping mapping =
        spec instanceof YamlValue.Mapping written
            ? written
            : new YamlValue.Mapping(entry.place(), List.of());
    SectionReader keys = new SectionReader(mapping, context.findings);
    Pipeline number = pipelines.compile(spec, Target.of(full, field));
    List<Step.Part> parts = new ArrayList<>();
    Set<String> worded = new TreeSet<>();
    boolean sound = number != null;
    for (FieldType part : field.children()) {
      if (part.name().equals("value")) {
        continue;
      }
      boolean given = keys.has(part.name());
      Pipeline pipeline = given ? part(keys, part, full, worded) : implied(part);
      if (pipeline != null) {
        boolean needed = part.required() || part.name().equals("currency");
        parts.add(new Step.Part(part, pipeline, needed));
      } else if (given) {
        sound = false;
      } else if (part.required()) {
        sound = false;
        context.findings.error(
            keys.has("from") || mapping.entries().isEmpty() ? entry.place() : keys.place(),
            "MAP-012",
            "no " + part.name(),
            part.name() + ": a constant, or {from: COLUMN}",
            full + " needs its " + part.name() + ": no bare numbers");
      }
    }
    Rounding rounding = rounding(keys, context);
    String to = keys.text("to");
    noteUnit(keys, path, to);
    UnitConversion fixed = to == null ? null : conversion(keys, full, to, field, rounding);
    FieldType value = field.child("value");
    if (!sound || number == null || value == null) {
      return null;
    }
    return new Step.Measured(
        path,
        entry.place(),
        object,
        field,
        value,
        number,
        parts.toArray(new Step.Part[0]),
        field.kind() == FieldKind.QUANTITY ? field.child("unit") : null,
        to,
        fixed,
        rounding,
        StatedUnits.of(field, NumberSection.read(keys, quiet).words(), worded));
  }

  /** Remembers a unit that is the same for every record. */
  private void noteUnit(SectionReader keys, String path, @Nullable String to) {
    String part = keys.has("per") ? "per" : "unit";
    String constant =
        keys.section().get(part) instanceof YamlValue.Scalar scalar ? code(scalar.text()) : null;
    String unit = to == null ? constant : to;
    if (unit != null) {
      section.units.put(path, unit);
    }
  }

  /** {@code unit: t} is a constant, {@code unit: {from: UOM, codelist: units}} a pipeline. */
  private @Nullable Pipeline part(
      SectionReader keys, FieldType part, String full, Set<String> worded) {
    YamlValue value = keys.section().get(part.name());
    Target target =
        switch (part.name()) {
          // with to, the unit is the source's, and to is what the field gets
          case "unit", "per" ->
              Target.unit(full + "." + part.name(), keys.has("to") ? Set.of() : part.codes());
          case "currency" -> Target.text(full + "." + part.name(), Target.Rule.CURRENCY);
          case "base" -> Target.number(full + "." + part.name());
          default -> Target.text(full + "." + part.name(), Target.Rule.NONE);
        };
    if (value instanceof YamlValue.Mapping mapping) {
      SectionReader section = new SectionReader(mapping, context.findings);
      section.only(PART_KEYS);
      if (words(section, part)) {
        worded.add(part.name());
        // the words are looked at when the number is there
        return pipelines.compile(mapping, Target.text(target.name(), Target.Rule.NONE));
      }
      return pipelines.compile(mapping, target);
    }
    String text = keys.text(part.name());
    if (text == null) {
      return null;
    }
    text = written(text, part);
    Target.Written written = target.read(text);
    if (written.wrong() != null) {
      Target.Wrong wrong = written.wrong();
      context.findings.error(
          keys.place(part.name()),
          wrong.code(),
          text,
          wrong.expected(),
          target.name() + ": '" + text + "' is not " + wrong.expected() + wrong.hint());
    }
    return written.value() == null ? null : Pipeline.constant(written.value());
  }

  /** Whether the part's column may hold 吨, 万吨, 元 or 万元. */
  private boolean words(SectionReader section, FieldType part) {
    boolean fits = Set.of("unit", "currency", "per").contains(part.name());
    if (section.has("words") && (!fits || section.has("constant"))) {
      context.findings.error(
          section.place("words"),
          "MAP-013",
          "words",
          "unit, currency or per, out of a column",
          "'words' does not fit " + part.name() + " here");
    }
    return section.flag("words", false) && fits;
  }

  /** A constant in words as its code; what the column counts in is the number's matter. */
  private static String written(String text, FieldType part) {
    UnitWords.Word word =
        switch (part.name()) {
          case "unit" -> UnitWords.unit(text);
          case "currency" -> UnitWords.currency(text);
          case "per" -> {
            UnitWords.Word per = UnitWords.unit(text);
            yield per != null && per.times().compareTo(BigDecimal.ONE) == 0 ? per : null;
          }
          default -> null;
        };
    return word == null ? text : word.code();
  }

  private static String code(String unit) {
    UnitWords.Word word = UnitWords.unit(unit);
    return word == null ? unit : word.code();
  }

  /** The document's currency, where the field names none. */
  private @Nullable Pipeline implied(FieldType part) {
    int levels = section.depth();
    FieldType currency = section.up(levels).type.child("currency");
    if (!part.name().equals("currency") || currency == null) {
      return null;
    }
    if (levels == 0) {
      pipelines.reads.add("currency");
    }
    return new Pipeline(
        new ValueSource.OfDocument(currency, levels), null, List.of(), null, List.of(), null);
  }

  private @Nullable UnitConversion conversion(
      SectionReader keys, String full, String to, FieldType field, @Nullable Rounding rounding) {
    Place place = keys.place("to");
    FieldType part = field.child("unit");
    if (part != null) {
      Target.Wrong wrong = Target.unit(full + ".unit", part.codes()).read(to).wrong();
      if (wrong != null && Units.known(to)) {
        context.findings.error(
            place,
            wrong.code(),
            to,
            wrong.expected(),
            full + ": '" + to + "' is not " + wrong.expected() + wrong.hint());
        return null;
      }
    }
    if (!Units.known(to)) {
      context.findings.error(
          place,
          "MAP-015",
          to,
          "a UCUM code such as t, kg, L, m3, [bbl_us] or {piece}",
          full + ": '" + to + "' is no unit" + NearWord.hint(to, Units.codes()));
      return null;
    }
    String from =
        keys.section().get("unit") instanceof YamlValue.Scalar unit ? code(unit.text()) : null;
    if (from == null || !Units.known(from)) {
      return null;
    }
    UnitConversion conversion = Units.conversion(from, to);
    if (conversion == null) {
      context.findings.error(
          place,
          "MAP-014",
          from + " → " + to,
          "units that measure the same",
          full
              + ": "
              + from
              + " is "
              + Units.dimension(from)
              + ", "
              + to
              + " is "
              + Units.dimension(to));
    } else if (!conversion.exact() && rounding == null) {
      context.findings.error(
          place,
          "MAP-014",
          from + " → " + to,
          "decimals: n beside it",
          full + ": " + from + " becomes " + to + " only by rounding; declare decimals");
    }
    return conversion;
  }

  static @Nullable Rounding rounding(SectionReader keys, CompileContext context) {
    Set<String> modes = new TreeSet<>();
    for (RoundingMode mode : RoundingMode.values()) {
      modes.add(mode.name());
    }
    RoundingMode mode = RoundingMode.valueOf(keys.choice("rounding", "HALF_UP", modes));
    if (!keys.has("decimals")) {
      if (keys.has("rounding")) {
        context.findings.error(
            keys.place("rounding"),
            "MAP-024",
            "rounding",
            "decimals: n beside it",
            "dead entry: 'rounding' says nothing without decimals");
      }
      return null;
    }
    return new Rounding(keys.integer("decimals", 0, 0, 12), mode);
  }
}
