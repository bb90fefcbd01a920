package io.pipemill.mapping.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds to declared decimals in a declared way. */
public final class Rounding implements Transform {
  private final int decimals;
  private final RoundingMode mode;

  public Rounding(int decimals, RoundingMode mode) {
    this.decimals = decimals;
    this.mode = mode;
  }

  @Override
  public Object apply(Object value) {
    return value instanceof BigDecimal number ? number.setScale(decimals, mode) : value;
  }

  @Override
  public String describe() {
    return "round to " + decimals + " decimals, " + mode;
  }
}
