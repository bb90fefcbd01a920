package io.pipemill.mapping.value;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code number:} of a field or column as the mapping file has it.
 *
 * @param times what the column counts in; null for 1
 * @param words whether texts may carry 万, 亿 and the unit
 */
public record NumberSection(NumberNotation notation, @Nullable BigDecimal times, boolean words) {
  private static final Set<String> KEYS =
      Set.of("decimal", "thousands", "parentheses", "trailingMinus", "words", "times");
  private static final NumberSection PLAIN = new NumberSection(NumberNotation.PLAIN, null, false);

  /** Reads the section and says what is wrong with it. */
  public static NumberSection read(@Nullable SectionReader keys, Findings findings) {
    YamlValue.Mapping section = keys == null ? null : keys.section("number");
    if (section == null) {
      return PLAIN;
    }
    SectionReader number = new SectionReader(section, findings);
    number.only(KEYS);
    char decimal = sign(number, "decimal", '.', findings);
    char thousands = sign(number, "thousands", (char) 0, findings);
    if (decimal == thousands) {
      findings.error(
          number.place("thousands"),
          "MAP-013",
          String.valueOf(thousands),
          "another sign than the decimal one",
          "thousands and decimal sign are the same");
    }
    NumberNotation notation =
        new NumberNotation(
            decimal,
            thousands,
            number.flag("parentheses", false),
            number.flag("trailingMinus", false));
    return new NumberSection(notation, times(number, findings), number.flag("words", false));
  }

  private static char sign(SectionReader keys, String key, char fallback, Findings findings) {
    String text = keys.text(key);
    if (text == null) {
      return fallback;
    }
    // full-width texts are made narrow before they are read: a wide sign would never be met
    String narrow = Width.narrow(text);
    if (narrow.length() != 1
        || Character.isLetterOrDigit(narrow.charAt(0))
        || "+-()".contains(narrow)) {
      findings.error(
          keys.place(key), "MAP-013", text, "one sign", key + ": '" + text + "' is no single sign");
      return fallback;
    }
    return narrow.charAt(0);
  }

  /** 万, or a positive number. */
  private static @Nullable BigDecimal times(SectionReader keys, Findings findings) {
    String text = keys.text("times");
    if (text == null) {
      return null;
    }
    BigDecimal times = UnitWords.multiplier(text);
    if (times == null) {
      times = NumberNotation.PLAIN.read(text);
    }
    if (times == null || times.signum() <= 0) {
      findings.error(
          keys.place("times"),
          "MAP-013",
          text,
          "十, 百, 千, 万, 百万, 千万, 亿 … or a positive number",
          "times: '" + text + "' is nothing a column counts in");
      return null;
    }
    return times.stripTrailingZeros();
  }
}
