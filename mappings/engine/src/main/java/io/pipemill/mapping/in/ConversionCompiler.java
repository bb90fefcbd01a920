package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.NumberNotation;
import io.pipemill.mapping.value.NumberSection;
import io.pipemill.mapping.value.ToDate;
import io.pipemill.mapping.value.ToInstant;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import io.pipemill.mapping.value.ToStatedNumber;
import io.pipemill.mapping.value.Transform;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the conversion into the Java type of a field, as its keys declare it. */
final class ConversionCompiler {
  private final CompileContext context;

  ConversionCompiler(CompileContext context) {
    this.context = context;
  }

  /**
   * @param keys null if the field names only its column
   */
  List<Transform> of(@Nullable SectionReader keys, Target target) {
    List<Transform> steps = new ArrayList<>();
    switch (target.kind()) {
      case DECIMAL, QUANTITY, MONEY, UNIT_PRICE -> steps.add(number(keys, target));
      case INTEGER -> {
        if (keys != null && keys.has("number")) {
          steps.add(number(keys, target));
        }
        steps.add(ToKind.INTEGER);
      }
      case BOOLEAN -> steps.add(ToKind.BOOLEAN);
      case DATE -> {
        List<DatePattern> patterns = patterns(keys);
        steps.add(new ToDate(patterns.isEmpty() ? List.of(DatePattern.ISO) : patterns, zone(keys)));
      }
      case INSTANT -> steps.add(new ToInstant(patterns(keys), zone(keys)));
      default -> {
        steps.add(ToKind.TEXT);
        if (keys != null && keys.has("cut")) {
          steps.add(ToKind.cut(keys.integer("cut", 1, 1, 1_000_000)));
        }
      }
    }
    return steps;
  }

  private Transform number(@Nullable SectionReader keys, Target target) {
    NumberSection number = NumberSection.read(keys, context.findings);
    BigDecimal times = times(keys, target, number);
    if (number.words()) {
      return new ToStatedNumber(number.notation(), times, kind(target));
    }
    return times == null && number.notation().equals(NumberNotation.PLAIN)
        ? ToNumber.PLAIN
        : new ToNumber(number.notation(), times);
  }

  /** What the column counts in: {@code times: 万}, or the unit 万吨, or the currency 万元. */
  private @Nullable BigDecimal times(
      @Nullable SectionReader keys, Target target, NumberSection number) {
    String part = target.kind() == FieldKind.QUANTITY ? "unit" : "currency";
    if (keys == null
        || !target.measured()
        || !(keys.section().get(part) instanceof YamlValue.Scalar scalar)) {
      return number.times();
    }
    UnitWords.Word word =
        part.equals("unit") ? UnitWords.unit(scalar.text()) : UnitWords.currency(scalar.text());
    if (word == null || word.times().compareTo(BigDecimal.ONE) == 0) {
      return number.times();
    }
    if (number.times() != null) {
      context.findings.error(
          keys.place(part),
          "MAP-013",
          scalar.text() + " and times",
          "one of them",
          target.name() + ": what the column counts in is said twice, by times and by " + part);
    }
    return word.times();
  }

  private static ToStatedNumber.Kind kind(Target target) {
    return switch (target.kind()) {
      case QUANTITY -> ToStatedNumber.Kind.QUANTITY;
      case MONEY -> ToStatedNumber.Kind.MONEY;
      case UNIT_PRICE -> ToStatedNumber.Kind.PRICE;
      default -> ToStatedNumber.Kind.NUMBER;
    };
  }

  private List<DatePattern> patterns(@Nullable SectionReader keys) {
    List<DatePattern> patterns = new ArrayList<>();
    if (keys != null) {
      for (String text : keys.list("date")) {
        try {
          patterns.add(DatePattern.of(text));
        } catch (IllegalArgumentException e) {
          context.findings.error(
              keys.place("date"),
              "MAP-050",
              text,
              "a pattern such as yyyy-MM-dd",
              "'" + text + "' is no date pattern: " + e.getMessage());
        }
      }
    }
    return patterns;
  }

  private ZoneId zone(@Nullable SectionReader keys) {
    String text = keys == null ? null : keys.text("zone");
    if (text == null || keys == null) {
      return context.zone;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      context.findings.error(
          keys.place("zone"), "MAP-051", text, "a zone such as Asia/Shanghai", "unknown time zone");
      return context.zone;
    }
  }
}
