package io.pipemill.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A quantity of crude from observed volume to net mass, by the formula of crude oil (K0 = 613.9723)
 * at 20 °C and 1.1 kg/m³ for the air: GB/T 1885 and GB/T 19779.
 */
record CrudeMeasure(
    BigDecimal density20,
    BigDecimal factor,
    BigDecimal standardVolume,
    BigDecimal netVolume,
    BigDecimal netMass) {
  private static final double K0 = 613.9723;
  private static final double AIR = 1.1;

  /**
   * @param density15 at 15 °C in kg/m³
   * @param water percent of the volume
   */
  static CrudeMeasure of(
      BigDecimal volume, double density15, BigDecimal temperature, BigDecimal water) {
    double to15 = factor(density15, temperature.doubleValue());
    double at20 = factor(density15, 20);
    BigDecimal density20 = rounded(density15 * at20, 1);
    BigDecimal factor = rounded(to15 / at20, 5);
    BigDecimal standard = volume.multiply(factor).setScale(3, RoundingMode.HALF_UP);
    BigDecimal oil = BigDecimal.ONE.subtract(water.movePointLeft(2));
    BigDecimal net = standard.multiply(oil).setScale(3, RoundingMode.HALF_UP);
    BigDecimal mass =
        net.multiply(density20.subtract(BigDecimal.valueOf(AIR)))
            .movePointLeft(3)
            .setScale(3, RoundingMode.HALF_UP);
    return new CrudeMeasure(density20, factor, standard, net, mass);
  }

  private static double factor(double density15, double temperature) {
    double a = K0 / (density15 * density15);
    double d = temperature - 15;
    return Math.exp(-a * d * (1 + 0.8 * a * d));
  }

  private static BigDecimal rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }
}
