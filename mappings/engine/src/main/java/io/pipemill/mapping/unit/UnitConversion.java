package io.pipemill.mapping.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Multiplies by the ratio of two factors; temperatures, whose scales begin at different points, are
 * shifted before and after. Where the ratio is a finite decimal (kg → t) the result is exact;
 * otherwise (m3 → [bbl_us]) it has 34 significant digits and must be rounded to what the mapping
 * declares.
 */
public final class UnitConversion {
  private final BigDecimal multiplier;
  private final BigDecimal divisor;
  private final boolean exact;
  private final BigDecimal before;
  private final BigDecimal after;

  private UnitConversion(
      BigDecimal multiplier,
      BigDecimal divisor,
      boolean exact,
      BigDecimal before,
      BigDecimal after) {
    this.multiplier = multiplier;
    this.divisor = divisor;
    this.exact = exact;
    this.before = before;
    this.after = after;
  }

  static UnitConversion of(BigDecimal from, BigDecimal to) {
    return of(from, to, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /**
   * @param before what is added to the value first
   * @param after what is taken off the product
   */
  static UnitConversion of(BigDecimal from, BigDecimal to, BigDecimal before, BigDecimal after) {
    try {
      BigDecimal ratio = from.divide(to).stripTrailingZeros();
      // 1E+3 as 1000: a negative scale would show in the result
      return new UnitConversion(
          ratio.scale() < 0 ? ratio.setScale(0) : ratio, BigDecimal.ONE, true, before, after);
    } catch (ArithmeticException notFinite) {
      return new UnitConversion(from, to, false, before, after);
    }
  }

  /** Whether no digit is lost. */
  public boolean exact() {
    return exact;
  }

  public BigDecimal apply(BigDecimal value) {
    BigDecimal product = value.add(before).multiply(multiplier);
    return (exact ? product : product.divide(divisor, MathContext.DECIMAL128)).subtract(after);
  }
}
