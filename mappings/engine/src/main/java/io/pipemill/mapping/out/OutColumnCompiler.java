package io.pipemill.mapping.out;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.out.OutSectionCompiler.Element;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.FromNumber;
import io.pipemill.mapping.value.NumberSection;
import io.pipemill.mapping.value.Recode;
import io.pipemill.mapping.value.Recode.Unlisted;
import io.pipemill.mapping.value.Rounding;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.Transform;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles one column of an outbound mapping. */
final class OutColumnCompiler {
  private static final Set<String> KEYS =
      Set.of(
          "from",
          "constant",
          "cel",
          "default",
          "when",
          "codelist",
          "values",
          "unmapped",
          "decimals",
          "rounding",
          "unit",
          "number",
          "date",
          "cut",
          "each",
          "join");
  private final OutSectionCompiler owner;
  private final Element element;

  OutColumnCompiler(OutSectionCompiler owner, Element element) {
    this.owner = owner;
    this.element = element;
  }

  @Nullable OutColumn compile(YamlValue.Entry entry) {
    if (!(entry.value() instanceof YamlValue.Mapping mapping)) {
      OutSource source = from(entry.value(), element, null);
      return source == null ? null : new OutColumn(entry.key(), source, null, List.of(), null);
    }
    SectionReader keys = new SectionReader(mapping, owner.findings);
    keys.only(KEYS);
    OutSource source = source(entry.key(), keys);
    if (source == null) {
      return null;
    }
    CelExpression when = owner.condition(mapping, "when", element);
    List<Transform> steps = new ArrayList<>();
    unit(keys, source, steps);
    NumberSection number = NumberSection.read(keys, owner.findings);
    times(keys, number, steps);
    codes(keys, source, steps);
    rounding(keys, steps);
    notation(keys, number, steps);
    date(keys, steps);
    if (keys.has("cut")) {
      steps.add(ToKind.cut(keys.integer("cut", 1, 1, 1_000_000)));
    }
    YamlValue fallback = mapping.get("default");
    return new OutColumn(
        entry.key(), source, when, steps, fallback == null ? null : fallback.plain());
  }

  private @Nullable OutSource source(String column, SectionReader keys) {
    List<String> given =
        Set.of("from", "constant", "cel").stream().filter(keys::has).sorted().toList();
    if (given.size() != 1) {
      owner.findings.error(
          keys.place(),
          "MAP-003",
          given.isEmpty() ? "none" : String.join(" and ", given),
          "exactly one of from, constant, cel",
          column + (given.isEmpty() ? " has no source" : " has more than one source"));
      return null;
    }
    YamlValue value = keys.section().get(given.get(0));
    if (keys.has("join")) {
      return joined(keys);
    }
    return switch (given.get(0)) {
      case "constant" -> {
        Object constant = value == null ? null : value.plain();
        yield constant == null ? null : new OutSource.Constant(constant);
      }
      case "cel" -> {
        CelExpression expression =
            CelExpression.compile(
                String.valueOf(keys.text("cel")),
                owner.scope(element),
                keys.place("cel"),
                owner.findings);
        yield expression == null ? null : new OutSource.Calculated(expression);
      }
      default -> value == null ? null : from(value, element, keys);
    };
  }

  private @Nullable OutSource joined(SectionReader keys) {
    String each = keys.required("each");
    OutSource.Path list = owner.listPath(each, keys.place("each"), element);
    YamlValue from = keys.section().get("from");
    if (list == null || from == null) {
      return null;
    }
    FieldType type = list.chain()[list.chain().length - 1];
    OutSource part = from(from, new Element(type, element.root, element), null);
    return part == null
        ? null
        : new OutSource.Joined(
            each,
            list,
            each,
            part,
            String.valueOf(
                keys.section().get("join") instanceof YamlValue.Scalar s ? s.text() : "\n"));
  }

  private @Nullable OutSource from(YamlValue value, Element in, @Nullable SectionReader keys) {
    if (value instanceof YamlValue.Scalar scalar && !scalar.absent()) {
      OutSource source = owner.path(scalar.text(), scalar.place(), in);
      return source != null && simple(source, scalar.place(), keys) ? source : null;
    }
    if (value instanceof YamlValue.Sequence sequence) {
      List<OutSource> sources = new ArrayList<>();
      for (YamlValue item : sequence.items()) {
        OutSource source = from(item, in, keys);
        if (source == null) {
          return null;
        }
        sources.add(source);
      }
      return new OutSource.First(sources);
    }
    owner.findings.error(
        value.place(), "MAP-004", value.kind(), "a canonical path", "names no canonical path");
    return null;
  }

  /** Only a field with one value can stand in a column; a quantity can, once its unit is said. */
  private boolean simple(OutSource source, Place place, @Nullable SectionReader keys) {
    if (source instanceof OutSource.Path path) {
      FieldType field = path.chain()[path.chain().length - 1];
      boolean converted = field.kind() == FieldKind.QUANTITY && keys != null && keys.has("unit");
      if (!field.children().isEmpty() && !converted) {
        owner.findings.error(
            place,
            "MAP-013",
            path.name(),
            "one of its fields: "
                + String.join(", ", field.children().stream().map(FieldType::name).toList()),
            "'"
                + path.name()
                + "' has several parts: name one, e.g. "
                + path.name()
                + "."
                + field.children().get(0).name());
        return false;
      }
    }
    return true;
  }

  private void unit(SectionReader keys, OutSource source, List<Transform> into) {
    String unit = keys.text("unit");
    if (unit == null) {
      return;
    }
    FieldType field =
        source instanceof OutSource.Path path ? path.chain()[path.chain().length - 1] : null;
    if (field == null || field.kind() != FieldKind.QUANTITY) {
      owner.findings.error(
          keys.place("unit"),
          "MAP-013",
          "unit",
          "from: a quantity",
          "'unit' converts a quantity and does not fit here");
      return;
    }
    UnitWords.Word word = UnitWords.unit(unit);
    if (word == null) {
      owner.findings.error(
          keys.place("unit"),
          "MAP-015",
          unit,
          "a UCUM code",
          "'" + unit + "' is no unit" + NearWord.hint(unit, Units.codes()));
    } else {
      into.add(new InUnit(field, word.code(), keys.has("decimals")));
      if (word.times().compareTo(BigDecimal.ONE) != 0) {
        into.add(FromNumber.dividedBy(word.times()));
      }
    }
  }

  /** A column that counts in ten thousands gets its number divided. */
  private void times(SectionReader keys, NumberSection number, List<Transform> into) {
    BigDecimal times = number.times();
    if (number.words()) {
      owner.findings.error(
          keys.place("number"),
          "MAP-013",
          "words",
          "unit: 万吨, or number: {times: 万}",
          "'words' says how texts are read; nothing is written so");
    }
    if (times == null) {
      return;
    }
    try {
      BigDecimal.ONE.divide(times);
      into.add(FromNumber.dividedBy(times));
    } catch (ArithmeticException noFiniteDecimal) {
      owner.findings.error(
          keys.place("number"),
          "MAP-013",
          Text.of(times),
          "a power of ten, or another number by which every decimal can be divided",
          "times: not every number divided by " + Text.of(times) + " is a finite decimal");
    }
  }

  private static void notation(SectionReader keys, NumberSection number, List<Transform> into) {
    boolean declared =
        keys.section().get("number") instanceof YamlValue.Mapping section
            && section.entries().stream().anyMatch(entry -> !entry.key().equals("times"));
    if (declared) {
      into.add(FromNumber.as(number.notation()));
    }
  }

  private void codes(SectionReader keys, OutSource source, List<Transform> into) {
    Unlisted unlisted =
        Unlisted.valueOf(
            keys.choice("unmapped", "reject", Set.of("reject", "keep", "absent"))
                .toUpperCase(Locale.ROOT));
    String name = keys.text("codelist");
    if (name != null) {
      CodeList list = owner.list(name);
      if (list == null) {
        owner.findings.unknown(
            keys.place("codelist"), "MAP-020", "code list", name, owner.lists.names());
      } else {
        Map<String, String> map = list.outbound(owner.findings);
        enumeration(source, list);
        into.add(new Recode(name, map, unlisted, list.wordConfirmations()));
      }
    }
    YamlValue.Mapping values = keys.section("values");
    if (values != null) {
      Map<String, String> map = new HashMap<>();
      for (YamlValue.Entry entry : values.entries()) {
        if (entry.value() instanceof YamlValue.Scalar scalar) {
          map.put(entry.key(), scalar.text());
        }
      }
      into.add(new Recode("the values of the mapping", map, unlisted));
    }
  }

  /** A canonical value that the XSD does not know can never come: a dead entry. */
  private void enumeration(OutSource source, CodeList list) {
    if (source instanceof OutSource.Path path) {
      Set<String> codes = path.chain()[path.chain().length - 1].codes();
      for (CodeList.Row row : list.rows()) {
        if (!codes.isEmpty() && !codes.contains(row.canonical())) {
          owner.findings.error(
              new Place(list.file(), row.line()),
              "MAP-021",
              row.canonical(),
              "one of " + String.join(", ", new TreeSet<>(codes)),
              path.name()
                  + ": '"
                  + row.canonical()
                  + "' is none of its values"
                  + NearWord.hint(row.canonical(), codes));
        }
      }
    }
  }

  private void rounding(SectionReader keys, List<Transform> into) {
    if (keys.has("decimals")) {
      Set<String> modes = new TreeSet<>();
      for (RoundingMode mode : RoundingMode.values()) {
        modes.add(mode.name());
      }
      RoundingMode mode = RoundingMode.valueOf(keys.choice("rounding", "HALF_UP", modes));
      into.add(new Rounding(keys.integer("decimals", 0, 0, 30), mode));
      into.add(PlainNumber.INSTANCE);
    }
  }

  private void date(SectionReader keys, List<Transform> into) {
    String pattern = keys.text("date");
    if (pattern == null) {
      return;
    }
    try {
      into.add(new Formatted(DatePattern.of(pattern), owner.zone));
    } catch (IllegalArgumentException e) {
      owner.findings.error(
          keys.place("date"),
          "MAP-050",
          pattern,
          "a pattern such as yyyy-MM-dd",
          "'" + pattern + "' is no date pattern: " + e.getMessage());
    }
  }
}
