package io.pipemill.mapping.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Multiplies by the ratio of two factors. Where the ratio is a finite decimal (kg → t) the result
 * is exact; otherwise (m3 → [bbl_us]) it has 34 significant digits and must be rounded to what the
 * mapping declares.
 */
public final class UnitConversion {
  private final BigDecimal multiplier;
  private final BigDecimal divisor;
  private final boolean exact;

  private UnitConversion(BigDecimal multiplier, BigDecimal divisor, boolean exact) {
    this.multiplier = multiplier;
    this.divisor = divisor;
    this.exact = exact;
  }

  static UnitConversion of(BigDecimal from, BigDecimal to) {
    try {
      BigDecimal ratio = from.divide(to).stripTrailingZeros();
      // 1E+3 as 1000: a negative scale would show in the result
      return new UnitConversion(
          ratio.scale() < 0 ? ratio.setScale(0) : ratio, BigDecimal.ONE, true);
    } catch (ArithmeticException notFinite) {
      return new UnitConversion(from, to, false);
    }
  }

  /** Whether no digit is lost. */
  public boolean exact() {
    return exact;
  }

  public BigDecimal apply(BigDecimal value) {
    BigDecimal product = value.multiply(multiplier);
    return exact ? product : product.divide(divisor, MathContext.DECIMAL128);
  }
}
