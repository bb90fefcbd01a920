package io.pipemill.mapping.unit;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chinese words for units and currencies, and the powers of ten written before them: 万吨 is 10000 t,
 * 亿元 100000000 CNY, 千立方米 1000 m3. Exact: every word stands for one code and one power of ten. Left
 * out are words that do not say what they mean: 标方 (cubic metres at a temperature nobody names) and
 * 斤.
 */
public final class UnitWords {
  /**
   * @param code UCUM code, or ISO 4217 for money
   * @param times how many of it; never with digits other than one 1
   */
  public record Word(String code, BigDecimal times) {}

  private static final Pattern MULTIPLIER = Pattern.compile("[十百千]?[万萬]?[亿億]?");
  private static final Map<Character, Integer> POWERS =
      Map.of('十', 1, '百', 2, '千', 3, '万', 4, '萬', 4, '亿', 8, '億', 8);
  private static final Map<String, String> UNITS =
      words(
          "吨 t 公吨 t 千克 kg 公斤 kg 克 g 立方米 m3 方 m3 升 L 毫升 mL 桶 [bbl_us] 米 m 千米 km 公里 km"
              + " 厘米 cm 毫米 mm 平方米 m2 千瓦时 kW.h 度 kW.h 小时 h 天 d 日 d");
  private static final Map<String, String> CURRENCIES =
      words("元 CNY 人民币 CNY 人民币元 CNY 美元 USD 港元 HKD 港币 HKD 欧元 EUR 日元 JPY 英镑 GBP 卢布 RUB");

  private UnitWords() {}

  private static Map<String, String> words(String pairs) {
    Map<String, String> words = new LinkedHashMap<>();
    String[] parts = pairs.split(" ");
    for (int i = 0; i < parts.length; i += 2) {
      words.put(parts[i], parts[i + 1]);
    }
    return words;
  }

  /** 十, 百, 千, 万, 亿 and what they make together, 千万; null if the text is no power of ten. */
  public static @Nullable BigDecimal multiplier(String text) {
    if (text.isEmpty() || !MULTIPLIER.matcher(text).matches()) {
      return null;
    }
    int power = 0;
    for (int i = 0; i < text.length(); i++) {
      power += POWERS.getOrDefault(text.charAt(i), 0);
    }
    return BigDecimal.ONE.scaleByPowerOfTen(power);
  }

  /** A unit's word or UCUM code, with or without a power of ten before it; null if none. */
  public static @Nullable Word unit(String text) {
    return word(text, UNITS, false);
  }

  /** A currency's word or ISO 4217 code, with or without a power of ten; null if none. */
  public static @Nullable Word currency(String text) {
    return word(text, CURRENCIES, true);
  }

  private static @Nullable Word word(String text, Map<String, String> words, boolean money) {
    // the longest name first: 千克 is a unit, not a thousand of something
    for (int i = 0; i < text.length(); i++) {
      BigDecimal times = i == 0 ? BigDecimal.ONE : multiplier(text.substring(0, i));
      if (times == null) {
        return null;
      }
      String name = text.substring(i);
      String code = words.get(name);
      if (code == null && (money ? isoCode(name) : Units.known(name))) {
        code = name;
      }
      if (code != null) {
        return new Word(code, times);
      }
    }
    return null;
  }

  private static boolean isoCode(String text) {
    return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
