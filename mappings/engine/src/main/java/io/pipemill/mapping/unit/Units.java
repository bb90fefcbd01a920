package io.pipemill.mapping.unit;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units of measure by their UCUM code (case-sensitive), and conversions between units of one
 * dimension. Factors are those of the Unified Code for Units of Measure; a barrel is 42 US gallons
 * = 158.987294928 L exactly. Anything in braces ({@code {piece}}) is a counting unit of its own.
 */
public final class Units {
  private record Unit(String dimension, BigDecimal factor) {}

  private static final Map<String, Unit> TABLE = new HashMap<>();

  static {
    // kilograms
    put("mass", "t 1000 kg 1 hg 0.1 g 0.001 mg 0.000001 ug 0.000000001 [lb_av] 0.45359237");
    put(
        "mass",
        "[oz_av] 0.028349523125 [ston_av] 907.18474 [lton_av] 1016.0469088 [gr] 0.00006479891");
    // litres
    put(
        "volume",
        "L 1 l 1 hL 100 kL 1000 dL 0.1 cL 0.01 mL 0.001 m3 1000 dm3 1 dam3 1000000 cm3 0.001 mm3 0.000001");
    put(
        "volume",
        "[bbl_us] 158.987294928 [gal_us] 3.785411784 [gal_br] 4.54609 [qt_us] 0.946352946");
    put(
        "volume",
        "[pt_us] 0.473176473 [foz_us] 0.0295735295625 [cft_i] 28.316846592 [cin_i] 0.016387064");
    // metres
    put("length", "m 1 dm 0.1 cm 0.01 mm 0.001 um 0.000001 km 1000 [in_i] 0.0254 [ft_i] 0.3048");
    put("length", "[yd_i] 0.9144 [mi_i] 1609.344");
    // square metres
    put("area", "m2 1 dm2 0.01 cm2 0.0001 mm2 0.000001 km2 1000000 ar 100 har 10000");
    put("area", "[sft_i] 0.09290304 [sin_i] 0.00064516 [syd_i] 0.83612736");
    // seconds
    put("time", "s 1 ms 0.001 min 60 h 3600 d 86400 wk 604800");
    put("month", "mo 1");
    put("year", "a 1");
    // joules
    put("energy", "J 1 kJ 1000 MJ 1000000 GJ 1000000000 W.h 3600 kW.h 3600000 MW.h 3600000000");
    put("power", "W 1 kW 1000 MW 1000000");
    // pascals, absolute
    put("pressure", "Pa 1 kPa 1000 MPa 1000000 bar 100000 mbar 100 atm 101325");
    // degrees; no other scale, because a shifted zero is no factor
    put("Celsius temperature", "Cel 1");
    put("number", "1 1 % 0.01 10*3 1000 10*6 1000000");
  }

  private Units() {}

  private static void put(String dimension, String pairs) {
    String[] words = pairs.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      TABLE.put(words[i], new Unit(dimension, new BigDecimal(words[i + 1])));
    }
  }

  /** Whether this is the code of a unit. */
  public static boolean known(String code) {
    return unit(code) != null;
  }

  /** Codes of the table, for a did-you-mean. */
  public static Collection<String> codes() {
    return TABLE.keySet();
  }

  /** What the unit measures: mass, volume, …; a counting unit measures itself. Null if unknown. */
  public static @Nullable String dimension(String code) {
    Unit unit = unit(code);
    return unit == null ? null : unit.dimension;
  }

  /** The conversion between two units; null if either is unknown or their dimensions differ. */
  public static @Nullable UnitConversion conversion(String from, String to) {
    Unit source = unit(from);
    Unit target = unit(to);
    if (source == null || target == null || !source.dimension.equals(target.dimension)) {
      return null;
    }
    return UnitConversion.of(source.factor, target.factor);
  }

  private static @Nullable Unit unit(String code) {
    Unit unit = TABLE.get(code);
    if (unit == null
        && code.length() > 2
        && code.length() <= 25
        && code.charAt(0) == '{'
        && code.indexOf('}') == code.length() - 1) {
      return new Unit(code, BigDecimal.ONE);
    }
    return unit;
  }
}
