package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.ToDate;
import io.pipemill.mapping.value.ToInstant;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline must give, to check constants and code lists before anything runs.
 *
 * @param name path of the field or part, for messages
 * @param codes the enumeration of a CODE; empty otherwise
 */
record Target(
    String name, FieldKind kind, Set<String> codes, @Nullable Integer maxLength, Rule rule) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** What a text must be besides. */
  enum Rule {
    NONE,
    UNIT,
    CURRENCY
  }

  static Target of(String name, FieldType field) {
    return new Target(name, field.kind(), field.codes(), field.maxLength(), Rule.NONE);
  }

  /**
   * @param allowed the units a narrower field takes; empty for any
   */
  static Target unit(String name, Set<String> allowed) {
    return new Target(name, FieldKind.TEXT, allowed, null, Rule.UNIT);
  }

  static Target text(String name, Rule rule) {
    return new Target(name, FieldKind.TEXT, Set.of(), null, rule);
  }

  static Target number(String name) {
    return new Target(name, FieldKind.DECIMAL, Set.of(), null, Rule.NONE);
  }

  /** A written value. */
  record Written(@Nullable Object value, @Nullable Wrong wrong) {}

  /**
   * Why a written value cannot stand there.
   *
   * @param code of the finding
   */
  record Wrong(String code, String expected, String hint) {}

  /** Reads a constant, a default or a code list's canonical value. */
  Written read(String text) {
    try {
      Object value =
          switch (kind) {
            case DECIMAL, QUANTITY, MONEY, UNIT_PRICE -> ToNumber.PLAIN.apply(text);
            case INTEGER -> ToKind.INTEGER.apply(text);
            case BOOLEAN -> ToKind.BOOLEAN.apply(text);
            case DATE -> new ToDate(List.of(DatePattern.ISO), ZoneOffset.UTC).apply(text);
            case INSTANT -> new ToInstant(List.of(), ZoneOffset.UTC).apply(text);
            default -> text;
          };
      return new Written(value, wrong(text));
    } catch (ContentProblem problem) {
      return new Written(null, new Wrong("MAP-013", problem.expected(), ""));
    }
  }

  private @Nullable Wrong wrong(String text) {
    if (!codes.isEmpty() && !codes.contains(text)) {
      return new Wrong(
          "MAP-021",
          "one of " + String.join(", ", new TreeSet<>(codes)),
          NearWord.hint(text, codes));
    }
    if (rule == Rule.UNIT && !Units.known(text)) {
      return new Wrong(
          "MAP-015",
          "a UCUM code such as t, kg, L, m3, [bbl_us] or {piece}",
          NearWord.hint(text, Units.codes()));
    }
    if (rule == Rule.CURRENCY && !CURRENCY.matcher(text).matches()) {
      return new Wrong("MAP-016", "an ISO 4217 code of three capitals", "");
    }
    if (maxLength != null && text.length() > maxLength) {
      return new Wrong("MAP-013", "at most " + maxLength + " characters", "");
    }
    return null;
  }

  boolean measured() {
    return kind == FieldKind.QUANTITY || kind == FieldKind.MONEY || kind == FieldKind.UNIT_PRICE;
  }

  boolean numeric() {
    return measured() || kind == FieldKind.DECIMAL || kind == FieldKind.INTEGER;
  }

  boolean textual() {
    return kind == FieldKind.TEXT || kind == FieldKind.CODE;
  }

  boolean temporal() {
    return kind == FieldKind.DATE || kind == FieldKind.INSTANT;
  }
}
