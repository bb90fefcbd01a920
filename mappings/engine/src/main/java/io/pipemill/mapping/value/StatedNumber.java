package io.pipemill.mapping.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number whose text says more than the number: {@code 1.25万吨}, {@code 5,200元/吨}.
 *
 * @param number as written, 1.25
 * @param times the power of ten, 10000; 1 if none is written
 * @param unit UCUM code of the unit, or ISO 4217 code of the currency; null if none is written
 * @param per UCUM code of the unit behind the slash; null if none is written
 */
public record StatedNumber(
    BigDecimal number, BigDecimal times, @Nullable String unit, @Nullable String per) {
  /** Multiplied out, exactly. */
  public BigDecimal value() {
    return ToNumber.product(number, times);
  }
}
