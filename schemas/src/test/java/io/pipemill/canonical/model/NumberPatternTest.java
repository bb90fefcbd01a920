package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Patterns of numbers say what arithmetic says. */
class NumberPatternTest {

  @Property(tries = 3000)
  void bounds_areThoseOfTheValues(@ForAll long seed) {
    Random random = new Random(seed);
    BigDecimal bound = number(random);
    Pattern from = Pattern.compile(NumberPattern.atLeast(bound, true));
    Pattern above = Pattern.compile(NumberPattern.atLeast(bound, false));
    Pattern upTo = Pattern.compile(NumberPattern.atMost(bound, true));
    Pattern below = Pattern.compile(NumberPattern.atMost(bound, false));
    for (int i = 0; i < 40; i++) {
      BigDecimal number = i == 0 ? bound : i < 20 ? near(bound, random) : number(random);
      String text = number.toPlainString() + zeros(number, random);
      int order = new BigDecimal(text).compareTo(bound);
      assertThat(text).matches(JsonReader.DECIMAL);
      assertThat(from.matcher(text).matches()).as("%s >= %s", text, bound).isEqualTo(order >= 0);
      assertThat(above.matcher(text).matches()).as("%s > %s", text, bound).isEqualTo(order > 0);
      assertThat(upTo.matcher(text).matches()).as("%s <= %s", text, bound).isEqualTo(order <= 0);
      assertThat(below.matcher(text).matches()).as("%s < %s", text, bound).isEqualTo(order < 0);
    }
  }

  @Property(tries = 3000)
  void digits_areCountedByValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int total) {
    Random random = new Random(seed);
    int fraction = random.nextInt(total + 1);
    Pattern digits = Pattern.compile(NumberPattern.digits(total, fraction));
    Facets facets =
        new Facets(
            java.util.Set.of(),
            null,
            null,
            java.util.List.of(),
            total,
            fraction,
            null,
            null,
            null,
            null,
            null,
            null);
    for (int i = 0; i < 20; i++) {
      BigDecimal number = number(random);
      String text = number.toPlainString() + zeros(number, random);
      assertThat(digits.matcher(text).matches())
          .as("%s of %d digits, %d behind the point", text, total, fraction)
          .isEqualTo(new NumberChecks.DecimalCheck(facets).accepts(new BigDecimal(text)));
    }
  }

  private static BigDecimal number(Random random) {
    return BigDecimal.valueOf(
        random.nextInt(4) == 0 ? random.nextInt(21) - 10 : random.nextInt(2_000_001) - 1_000_000,
        random.nextInt(8));
  }

  private static BigDecimal near(BigDecimal bound, Random random) {
    return bound.add(BigDecimal.valueOf(random.nextInt(7) - 3, random.nextInt(9)));
  }

  private static String zeros(BigDecimal number, Random random) {
    return number.scale() > 0 ? "0".repeat(random.nextInt(3)) : random.nextBoolean() ? ".0" : "";
  }
}
