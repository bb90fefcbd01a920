package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A number for a column that counts in thousands or ten thousands, and as text where declared. */
public final class FromNumber {
  private FromNumber() {}

  /**
   * Divides by what the column counts in.
   *
   * @param times a number whose reciprocal is a finite decimal
   */
  public static Transform dividedBy(BigDecimal times) {
    return new Transform() {
      @Override
      public Object apply(Object value) {
        BigDecimal number = ToNumber.number(value, NumberNotation.PLAIN);
        if (number == null) {
          throw ToNumber.problem(value, "1234.5");
        }
        BigDecimal quotient = number.divide(times);
        return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
      }

      @Override
      public String describe() {
        return "number ÷ " + Text.plain(times);
      }
    };
  }

  /** Writes the number as text. */
  public static Transform as(NumberNotation notation) {
    return new Transform() {
      @Override
      public @Nullable Object apply(Object value) {
        if (value instanceof BigDecimal number) {
          return notation.write(number);
        }
        if (value instanceof Long number) {
          return notation.write(BigDecimal.valueOf(number));
        }
        throw new ContentProblem("MAP-101", value, "is not a number", "a number");
      }

      @Override
      public String describe() {
        return "written as " + notation.example();
      }
    };
  }
}
