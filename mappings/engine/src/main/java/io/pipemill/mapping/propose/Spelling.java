package io.pipemill.mapping.propose;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import com.github.houbb.pinyin.constant.enums.PinyinStyleEnum;
import com.github.houbb.pinyin.util.PinyinHelper;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text in the forms in which people write the same thing: full-width or half-width, Traditional
 * or Simplified, in characters, in pinyin, in the initials of pinyin.
 *
 * @param plain letters and digits only, half-width, Simplified, lower case
 * @param pinyin spelled out, one for every reading; empty without Chinese characters
 * @param initials likewise
 */
record Spelling(String plain, Set<String> pinyin, Set<String> initials) {
  /** Of a text with many characters of several readings, so many combinations are tried. */
  private static final int MOST_READINGS = 12;

  static Spelling of(String text) {
    String simple =
        ZhConverterUtil.toSimple(Normalizer.normalize(text, Normalizer.Form.NFKC))
            .toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder();
    simple.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
    if (plain.codePoints().noneMatch(Character::isIdeographic)) {
      return new Spelling(plain.toString(), Set.of(), Set.of());
    }
    Set<String> pinyin = Set.of("");
    Set<String> initials = Set.of("");
    for (int point : plain.codePoints().toArray()) {
      List<String> readings = readings(point);
      pinyin = times(pinyin, readings);
      initials = times(initials, readings.stream().map(r -> r.substring(0, 1)).toList());
    }
    return new Spelling(plain.toString(), pinyin, initials);
  }

  private static List<String> readings(int point) {
    if (!Character.isIdeographic(point) || !Character.isBmpCodePoint(point)) {
      return List.of(Character.toString(point));
    }
    List<String> readings =
        PinyinHelper.toPinyinList((char) point, PinyinStyleEnum.NORMAL).stream()
            .map(reading -> reading.replace('ü', 'v'))
            .filter(reading -> !reading.isEmpty())
            .toList();
    return readings.isEmpty() ? List.of(Character.toString(point)) : readings;
  }

  private static Set<String> times(Set<String> before, List<String> next) {
    Set<String> all = new LinkedHashSet<>();
    for (String one : before) {
      for (String reading : next) {
        if (all.size() < MOST_READINGS) {
          all.add(one + reading);
        }
      }
    }
    return all;
  }
}
