package io.pipemill.mapping.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "1250, kg, t, 1.25",
    "1, t, kg, 1000",
    "1, [bbl_us], L, 158.987294928",
    "1, [bbl_us], m3, 0.158987294928",
    "2, m3, L, 2000",
    "1, dam3, m3, 1000",
    "1, [lb_av], kg, 0.45359237",
    "1, [lton_av], kg, 1016.0469088",
    "1, [ft_i], m, 0.3048",
    "1, kW.h, MJ, 3.6",
    "1, atm, kPa, 101.325",
    "15, Cel, Cel, 15",
    "12, {piece}, {piece}, 12",
    "5, L, l, 5",
  })
  void conversions_areExact(BigDecimal value, String from, String to, BigDecimal expected) {
    UnitConversion conversion = Units.conversion(from, to);

    assertThat(conversion.exact()).isTrue();
    assertThat(conversion.apply(value)).isEqualByComparingTo(expected);
    assertThat(conversion.apply(value).scale()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void ratioThatIsNoDecimal_isKnownToBeInexact() {
    UnitConversion conversion = Units.conversion("m3", "[bbl_us]");

    assertThat(conversion.exact()).isFalse();
    assertThat(conversion.apply(BigDecimal.ONE).toPlainString()).startsWith("6.2898107704321051");
  }

  @ParameterizedTest
  @CsvSource({"t, L", "{piece}, {box}", "kg, {piece}", "T, kg", "kg, nonsense", "mo, d"})
  void differentDimensionsAndUnknownUnits_haveNoConversion(String from, String to) {
    assertThat(Units.conversion(from, to)).isNull();
  }

  @Test
  void codes_areCaseSensitive_andBracesAreCountingUnits() {
    assertThat(Units.known("t")).isTrue();
    assertThat(Units.known("T")).isFalse();
    assertThat(Units.known("{coil}")).isTrue();
    assertThat(Units.known("{}")).isFalse();
    assertThat(Units.known("{a}b")).isFalse();
    assertThat(Units.dimension("{coil}")).isEqualTo("{coil}");
  }

  @Property
  void thereAndBack_isTheSame(
      @ForAll @BigRange(min = "0", max = "1000000000") @Scale(6) BigDecimal value,
      @ForAll("pairs") List<String> pair) {
    UnitConversion there = Units.conversion(pair.get(0), pair.get(1));
    UnitConversion back = Units.conversion(pair.get(1), pair.get(0));

    BigDecimal again = back.apply(there.apply(value));

    assertThat(again.subtract(value).abs())
        .isLessThanOrEqualTo(
            there.exact() && back.exact() ? BigDecimal.ZERO : new BigDecimal("1e-18"));
  }

  @Provide
  Arbitrary<List<String>> pairs() {
    return Arbitraries.of(
        List.of("kg", "t"),
        List.of("L", "m3"),
        List.of("[bbl_us]", "L"),
        List.of("[bbl_us]", "m3"),
        List.of("[lb_av]", "t"),
        List.of("[gal_us]", "[bbl_us]"),
        List.of("m", "[ft_i]"),
        List.of("GJ", "MW.h"));
  }
}
