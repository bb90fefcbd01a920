package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Text into an exact decimal. By default digits with an optional sign and decimal point; declared:
 * another {@link NumberNotation} and what the column counts in. No exponents: a text like 1E9 is a
 * spreadsheet's damage more often than a number.
 */
public final class ToNumber implements Transform {
  private final NumberNotation notation;
  private final @Nullable BigDecimal times;

  public static final ToNumber PLAIN = new ToNumber(NumberNotation.PLAIN, null);

  /**
   * @param times what every number of the column is multiplied by; null for 1
   */
  public ToNumber(NumberNotation notation, @Nullable BigDecimal times) {
    this.notation = notation;
    this.times = times;
  }

  @Override
  public BigDecimal apply(Object value) {
    BigDecimal number = number(value, notation);
    if (number == null) {
      throw problem(value, notation.example());
    }
    return times == null ? number : product(number, times);
  }

  static ContentProblem problem(Object value, String example) {
    return new ContentProblem("MAP-101", value, "is not a number", "a number such as " + example);
  }

  /** The number a value is or says; null if none. */
  public static @Nullable BigDecimal number(Object value, NumberNotation notation) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Integer number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof String text ? notation.read(text) : null;
  }

  /** Exact, and never with a negative scale, which would show as an exponent. */
  public static BigDecimal product(BigDecimal number, BigDecimal times) {
    BigDecimal product = number.multiply(times);
    return product.scale() < 0 ? product.setScale(0) : product;
  }

  @Override
  public String describe() {
    return times == null ? "number" : "number × " + Text.plain(times);
  }
}
