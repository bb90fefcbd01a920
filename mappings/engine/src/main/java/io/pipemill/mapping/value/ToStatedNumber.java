package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitWords;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Texts such as {@code 1.25万}, {@code 3万吨}, {@code 12.5亿元}, {@code 1,250.3 万吨}: a number, then
 * maybe a power of ten, then maybe the unit. A plain number stays one. Where the column itself
 * counts in 万, a text may say so again, but nothing else: 万 counts once.
 */
public final class ToStatedNumber implements Transform {
  /** What may stand behind the number. */
  public enum Kind {
    /** A power of ten. */
    NUMBER,
    /** And a unit. */
    QUANTITY,
    /** And a currency. */
    MONEY,
    /** And a currency, a slash and a unit. */
    PRICE
  }

  private final NumberNotation notation;
  private final @Nullable BigDecimal times;
  private final Kind kind;

  /**
   * @param times what the column counts in; null for 1
   */
  public ToStatedNumber(NumberNotation notation, @Nullable BigDecimal times, Kind kind) {
    this.notation = notation;
    this.times = times;
    this.kind = kind;
  }

  /** A BigDecimal, or a {@link StatedNumber} where the text says more and the field has a unit. */
  @Override
  public Object apply(Object value) {
    BigDecimal plain = ToNumber.number(value, notation);
    if (plain != null) {
      return times == null ? plain : ToNumber.product(plain, times);
    }
    StatedNumber stated = value instanceof String text ? stated(text) : null;
    if (stated == null) {
      throw ToNumber.problem(value, notation.example() + " or " + example());
    }
    if (times != null && times.compareTo(stated.times()) != 0) {
      throw new ContentProblem(
          "MAP-120",
          value,
          "counts in " + Text.plain(stated.times()) + ", its column in " + Text.plain(times),
          "a plain number, or one in " + Text.plain(times));
    }
    return kind == Kind.NUMBER ? stated.value() : stated;
  }

  private @Nullable StatedNumber stated(String written) {
    String text = NumberNotation.narrow(written);
    int end = 0;
    while (end < text.length() && ofNumber(text.charAt(end))) {
      end++;
    }
    String number = text.substring(0, end).strip();
    String words = text.substring(end).strip();
    if (notation.parentheses() && number.startsWith("(") && words.endsWith(")")) {
      number += ")";
      words = words.substring(0, words.length() - 1).strip();
    } else if (notation.trailingMinus() && words.endsWith("-")) {
      number += "-";
      words = words.substring(0, words.length() - 1).strip();
    }
    BigDecimal value = notation.read(number);
    return value == null || words.isEmpty() ? null : stated(value, words);
  }

  private @Nullable StatedNumber stated(BigDecimal number, String words) {
    BigDecimal multiplier = UnitWords.multiplier(words);
    if (multiplier != null) {
      return new StatedNumber(number, multiplier, null, null);
    }
    if (kind == Kind.NUMBER) {
      return null;
    }
    int slash = kind == Kind.PRICE ? words.indexOf('/') : -1;
    String counted = slash < 0 ? words : words.substring(0, slash).strip();
    UnitWords.Word word =
        kind == Kind.QUANTITY ? UnitWords.unit(counted) : UnitWords.currency(counted);
    if (word == null) {
      return null;
    }
    if (slash < 0) {
      return new StatedNumber(number, word.times(), word.code(), null);
    }
    UnitWords.Word per = UnitWords.unit(words.substring(slash + 1).strip());
    return per == null || per.times().compareTo(BigDecimal.ONE) != 0
        ? null
        : new StatedNumber(number, word.times(), word.code(), per.code());
  }

  private boolean ofNumber(char c) {
    return c >= '0' && c <= '9'
        || c == notation.decimal()
        || c == notation.thousands()
        || c == ' '
        || c == '+'
        || c == '-'
        || c == '('
        || c == ')';
  }

  private String example() {
    return switch (kind) {
      case NUMBER -> "1.25万";
      case QUANTITY -> "1.25万吨";
      case MONEY -> "12.5亿元";
      case PRICE -> "5200元/吨";
    };
  }

  @Override
  public String describe() {
    return times == null
        ? "number with 万, 亿 and unit"
        : "number × " + Text.plain(times) + ", unit in the text checked";
  }
}
