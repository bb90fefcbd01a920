package io.pipemill.mapping.describe;

import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The steps of one value, in the order in which they are done, whatever the order of the keys. */
final class ValueSteps {
  private static final List<String> ORDER =
      List.of(
          "when",
          "each",
          "from",
          "constant",
          "cel",
          "join",
          "repair",
          "blank",
          "width",
          "codelist",
          "values",
          "crosswalk",
          "unmapped",
          "words",
          "number",
          "date",
          "zone",
          "unit",
          "scheme",
          "to",
          "currency",
          "per",
          "base",
          "decimals",
          "rounding",
          "cut",
          "default");
  private static final Map<String, StepKind> SIMPLE =
      Map.ofEntries(
          Map.entry("when", StepKind.WHEN),
          Map.entry("constant", StepKind.CONSTANT),
          Map.entry("cel", StepKind.CEL),
          Map.entry("repair", StepKind.REPAIR),
          Map.entry("blank", StepKind.BLANK),
          Map.entry("width", StepKind.WIDTH),
          Map.entry("codelist", StepKind.CODELIST),
          Map.entry("crosswalk", StepKind.CROSSWALK),
          Map.entry("unmapped", StepKind.UNMAPPED),
          Map.entry("date", StepKind.DATE),
          Map.entry("zone", StepKind.ZONE),
          Map.entry("to", StepKind.TO),
          Map.entry("cut", StepKind.CUT),
          Map.entry("default", StepKind.DEFAULT));
  private static final Map<String, StepKind> PARTS =
      Map.of(
          "unit", StepKind.UNIT,
          "scheme", StepKind.SCHEME,
          "currency", StepKind.CURRENCY,
          "per", StepKind.PER,
          "base", StepKind.BASE);

  /** Told by another key's step. */
  private static final Set<String> TOLD = Set.of("rounding", "join");

  private final UnaryOperator<String> name;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param name gives a column or path as it shall be shown
   */
  ValueSteps(UnaryOperator<String> name) {
    this.name = name;
  }

  List<Step> of(YamlValue value) {
    value("", value);
    return List.copyOf(steps);
  }

  private void value(String part, YamlValue value) {
    if (!(value instanceof YamlValue.Mapping section)) {
      from(part, value);
      return;
    }
    for (String key : ORDER) {
      YamlValue written = section.get(key);
      if (written != null && !TOLD.contains(key)) {
        step(part, key, written, section);
      }
    }
    for (YamlValue.Entry entry : section.entries()) {
      if (!ORDER.contains(entry.key())) {
        add(StepKind.OTHER, part, entry.key(), Written.text(entry.value()));
      }
    }
  }

  private void step(String part, String key, YamlValue written, YamlValue.Mapping section) {
    StepKind simple = SIMPLE.get(key);
    StepKind ofPart = PARTS.get(key);
    if (simple != null) {
      add(
          simple,
          part,
          simple == StepKind.WHEN ? Written.condition(written) : Written.text(written));
    } else if (ofPart != null) {
      if (written instanceof YamlValue.Mapping) {
        value(key, written);
      } else {
        add(ofPart, part, Written.text(written));
      }
    } else {
      switch (key) {
        case "from" -> {
          if (!section.has("each")) {
            from(part, written);
          }
        }
        case "values" -> add(StepKind.VALUES, part, pairs(written));
        case "number" -> number(part, written);
        case "words" -> {
          if (Written.text(written).equals("true")) {
            add(StepKind.WORDS, part);
          }
        }
        case "decimals" -> {
          YamlValue mode = section.get("rounding");
          add(
              StepKind.DECIMALS,
              part,
              Written.text(written),
              mode == null ? "HALF_UP" : Written.text(mode));
        }
        case "each" -> {
          YamlValue column = section.get("from");
          YamlValue between = section.get("join");
          add(
              StepKind.JOINED,
              part,
              name.apply(Written.text(written)),
              column == null ? "" : Written.text(column),
              between == null ? "" : separator(Written.text(between)));
        }
        default -> add(StepKind.OTHER, part, key, Written.text(written));
      }
    }
  }

  /** How it is written, what it counts in, and whether texts may name units. */
  private void number(String part, YamlValue written) {
    if (!(written instanceof YamlValue.Mapping section)) {
      add(StepKind.NUMBER, part, Written.text(written));
      return;
    }
    List<YamlValue.Entry> notation =
        section.entries().stream()
            .filter(entry -> !entry.key().equals("times") && !entry.key().equals("words"))
            .toList();
    if (!notation.isEmpty()) {
      add(StepKind.NUMBER, part, Written.text(new YamlValue.Mapping(section.place(), notation)));
    }
    YamlValue words = section.get("words");
    if (words != null && Written.text(words).equals("true")) {
      add(StepKind.WORDS, part);
    }
    YamlValue times = section.get("times");
    if (times != null) {
      add(StepKind.TIMES, part, Written.text(times));
    }
  }

  private void from(String part, YamlValue from) {
    if (from instanceof YamlValue.Sequence list) {
      List<String> alternatives = new ArrayList<>();
      for (YamlValue item : list.items()) {
        alternatives.add(
            item instanceof YamlValue.Scalar column
                ? name.apply(column.text())
                : Written.text(item));
      }
      if (alternatives.size() > 1) {
        steps.add(new Step(StepKind.FIRST_OF, part, alternatives));
        return;
      }
    }
    if (from instanceof YamlValue.Mapping group) {
      YamlValue of = group.get("group");
      YamlValue column = group.get("from");
      YamlValue between = group.get("join");
      String groupName = of == null ? "" : Written.text(of);
      String columnName = column == null ? "" : Written.text(column);
      if (between == null) {
        add(StepKind.FIRST_IN_GROUP, part, groupName, columnName);
      } else {
        add(StepKind.JOINED, part, groupName, columnName, separator(Written.text(between)));
      }
    } else if (!part.isEmpty()) {
      add(StepKind.FROM, part, name.apply(Written.text(from)));
    }
  }

  private static String pairs(YamlValue values) {
    if (!(values instanceof YamlValue.Mapping section)) {
      return Written.text(values);
    }
    return String.join(
        ", ",
        section.entries().stream()
            .map(entry -> entry.key() + " → " + Written.text(entry.value()))
            .toList());
  }

  private static String separator(String text) {
    return text.replace("\n", "\\n").replace("\t", "\\t");
  }

  private void add(StepKind kind, String part, String... arguments) {
    steps.add(new Step(kind, part, List.of(arguments)));
  }
}
