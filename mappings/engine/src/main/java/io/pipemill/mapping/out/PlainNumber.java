package io.pipemill.mapping.out;

import io.pipemill.mapping.value.Transform;
import java.math.BigDecimal;

/** Takes away the zeros that rounding leaves at the end, so that 100 stays 100. */
final class PlainNumber implements Transform {
  static final PlainNumber INSTANCE = new PlainNumber();

  private PlainNumber() {}

  @Override
  public Object apply(Object value) {
    if (value instanceof BigDecimal number && number.scale() > 0) {
      BigDecimal stripped = number.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
    return value;
  }

  @Override
  public String describe() {
    return "without zeros at the end";
  }
}
