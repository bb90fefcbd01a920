package io.pipemill.mapping.in;

import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.ToDate;
import io.pipemill.mapping.value.ToInstant;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import io.pipemill.mapping.value.Transform;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
      case DECIMAL, QUANTITY, MONEY, UNIT_PRICE -> steps.add(number(keys));
      case INTEGER -> {
        if (keys != null && keys.has("number")) {
          steps.add(number(keys));
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

  private Transform number(@Nullable SectionReader keys) {
    YamlValue.Mapping format = keys == null ? null : keys.section("number");
    if (format == null) {
      return ToNumber.PLAIN;
    }
    SectionReader number = new SectionReader(format, context.findings);
    number.only(Set.of("decimal", "thousands", "parentheses"));
    char decimal = sign(number, "decimal", '.');
    char thousands = sign(number, "thousands", (char) 0);
    if (decimal == thousands) {
      context.findings.error(
          number.place("thousands"),
          "MAP-013",
          String.valueOf(thousands),
          "another sign than the decimal one",
          "thousands and decimal sign are the same");
    }
    return new ToNumber(decimal, thousands, number.flag("parentheses", false));
  }

  private char sign(SectionReader keys, String key, char fallback) {
    String text = keys.text(key);
    if (text == null) {
      return fallback;
    }
    if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0))) {
      context.findings.error(
          keys.place(key), "MAP-013", text, "one sign", key + ": '" + text + "' is no single sign");
      return fallback;
    }
    return text.charAt(0);
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
