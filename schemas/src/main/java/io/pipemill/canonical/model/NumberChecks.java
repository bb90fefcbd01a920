package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of decimal and whole numbers. */
final class NumberChecks {
  private NumberChecks() {}

  /** Digits and bounds of a BigDecimal, by value: zeros at the end of a fraction do not count. */
  static final class DecimalCheck extends ValueCheck {
    private final Facets facets;
    private final int totalDigits;
    private final int fractionDigits;
    private final boolean bounded;

    DecimalCheck(Facets facets) {
      this.facets = facets;
      this.totalDigits = facets.totalDigits() == null ? Integer.MAX_VALUE : facets.totalDigits();
      this.fractionDigits =
          facets.fractionDigits() == null ? Integer.MAX_VALUE : facets.fractionDigits();
      this.bounded =
          facets.minimum() != null
              || facets.maximum() != null
              || facets.above() != null
              || facets.below() != null;
    }

    @Override
    boolean accepts(Object value) {
      BigDecimal number = (BigDecimal) value;
      return digitsAccepted(number) && (!bounded || outOfBounds(number) == null);
    }

    private boolean digitsAccepted(BigDecimal number) {
      if (fits(number)) {
        return true;
      }
      // what is written may have more digits than the number has; scale first, it may be huge
      return number.signum() == 0 || fits(number.stripTrailingZeros());
    }

    private boolean fits(BigDecimal number) {
      return fraction(number) <= fractionDigits && digits(number) <= totalDigits;
    }

    private static long fraction(BigDecimal number) {
      return Math.max(0, number.scale());
    }

    private static long digits(BigDecimal number) {
      return Math.max(0L, (long) number.precision() - number.scale()) + fraction(number);
    }

    private @Nullable Rule outOfBounds(BigDecimal number) {
      return NumberChecks.outOfBounds(facets, number);
    }

    @Override
    void explain(Object value, String path, List<Violation> into) {
      BigDecimal number = (BigDecimal) value;
      String expected = Expectation.number("a decimal number", facets);
      if (!digitsAccepted(number)) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (fraction(stripped) > fractionDigits) {
          into.add(
              Rule.FRACTION_DIGITS.violation(
                  path,
                  number,
                  expected,
                  "has " + fraction(stripped) + " digits behind the point"));
        }
        if (digits(stripped) > totalDigits) {
          into.add(
              Rule.TOTAL_DIGITS.violation(
                  path, number, expected, "has " + digits(stripped) + " digits"));
        }
      }
      explainBounds(facets, number, path, expected, into);
    }
  }

  /** Bounds of a Long. */
  static final class IntegerCheck extends ValueCheck {
    private final Facets facets;

    IntegerCheck(Facets facets) {
      this.facets = facets;
    }

    @Override
    boolean accepts(Object value) {
      return NumberChecks.outOfBounds(facets, BigDecimal.valueOf((Long) value)) == null;
    }

    @Override
    void explain(Object value, String path, List<Violation> into) {
      explainBounds(
          facets,
          BigDecimal.valueOf((Long) value),
          path,
          Expectation.number("a whole number", facets),
          into);
    }
  }

  private static @Nullable Rule outOfBounds(Facets facets, BigDecimal number) {
    BigDecimal minimum = facets.minimum();
    BigDecimal maximum = facets.maximum();
    BigDecimal above = facets.above();
    BigDecimal below = facets.below();
    if (minimum != null && number.compareTo(minimum) < 0
        || above != null && number.compareTo(above) <= 0) {
      return Rule.TOO_SMALL;
    }
    return maximum != null && number.compareTo(maximum) > 0
            || below != null && number.compareTo(below) >= 0
        ? Rule.TOO_LARGE
        : null;
  }

  private static void explainBounds(
      Facets facets, BigDecimal number, String path, String expected, List<Violation> into) {
    Rule broken = outOfBounds(facets, number);
    if (broken != null) {
      into.add(
          broken.violation(
              path, number, expected, broken == Rule.TOO_SMALL ? "is too small" : "is too large"));
    }
  }
}
