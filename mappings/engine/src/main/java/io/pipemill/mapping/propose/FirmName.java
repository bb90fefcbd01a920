package io.pipemill.mapping.propose;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name, also without what many firms have in theirs.
 *
 * @param parts without the legal form; without words of trade either; without words of the industry
 *     either: what is left are place and brand, by which firms differ
 * @param digits in it
 * @param numerals the same with 一 to 九
 * @param branch whether it is a branch of another firm
 */
record FirmName(List<Spelling> parts, String digits, String numerals, boolean branch) {

  /** Words taken out together: Chinese ones anywhere, English ones as whole words. */
  private record Words(Pattern chinese, Set<String> english) {}

  private static final List<Words> COMMON =
      List.of(
          new Words(
              Pattern.compile("股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司|集团|股份$"),
              Set.of(
                  "co",
                  "company",
                  "ltd",
                  "limited",
                  "inc",
                  "incorporated",
                  "corp",
                  "corporation",
                  "llc",
                  "plc",
                  "group",
                  "holding",
                  "holdings",
                  "gmbh",
                  "the",
                  "of")),
          new Words(
              Pattern.compile("销售|贸易|商贸|工贸|经贸|物资|实业|发展|科技|技术|投资|控股|进出口|国际"),
              Set.of(
                  "trading",
                  "trade",
                  "sales",
                  "international",
                  "technology",
                  "development",
                  "import",
                  "export",
                  "and")),
          new Words(
              Pattern.compile("石油|石化|化工|化学|钢铁|钢管|油品|燃气|能源"),
              Set.of(
                  "petroleum",
                  "petrochemical",
                  "petrochemicals",
                  "chemical",
                  "chemicals",
                  "oil",
                  "gas",
                  "steel",
                  "energy")));

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final String NUMERALS = "〇一二三四五六七八九";
  private static final int GRAM = 3;
  private static final Likeness LIKENESS = new Likeness();

  static FirmName of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Spelling whole = Spelling.of(plain);
    List<String> words = new ArrayList<>(List.of(NO_WORD.split(plain)));
    List<Spelling> parts = new ArrayList<>();
    Spelling part = whole;
    for (int i = 0; i < COMMON.size(); i++) {
      words.removeAll(COMMON.get(i).english());
      // in Simplified characters, as the words to be taken out are
      String rest = Spelling.of(String.join("", words)).plain();
      for (Words common : COMMON.subList(0, i + 1)) {
        rest = common.chinese().matcher(rest).replaceAll("");
      }
      part = rest.isEmpty() ? part : Spelling.of(rest);
      parts.add(part);
    }
    StringBuilder digits = new StringBuilder();
    StringBuilder numerals = new StringBuilder();
    for (int point : whole.plain().codePoints().toArray()) {
      int numeral = NUMERALS.indexOf(point);
      if (Character.isDigit(point)) {
        digits.append(Character.digit(point, 10));
        numerals.append(Character.digit(point, 10));
      } else if (numeral >= 0) {
        numerals.append(numeral);
      }
    }
    return new FirmName(
        parts,
        digits.toString(),
        numerals.toString(),
        whole.plain().contains("分公司") || whole.plain().contains("branch"));
  }

  private Spelling core() {
    return parts.get(0);
  }

  boolean chinese() {
    return !core().pinyin().isEmpty();
  }

  /** From 0 to 1; 0 for the third and the fifth station, and for a firm and its branch. */
  double like(FirmName other) {
    boolean both = chinese() && other.chinese();
    if (branch != other.branch
        || !(both ? numerals.equals(other.numerals) : digits.equals(other.digits))) {
      return 0;
    }
    double least = 1;
    for (int i = 0; i < parts.size() && least > 0; i++) {
      least = Math.min(least, LIKENESS.ofNames(parts.get(i), other.parts.get(i)));
    }
    return least;
  }

  /** What two names have at least one of in common if they are alike. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>();
    Spelling core = core();
    keys.add("=" + core.plain());
    core.initials().forEach(initials -> keys.add("=" + initials));
    core.pinyin().forEach(pinyin -> keys.add("=" + pinyin));
    grams(core.plain(), chinese() ? 2 : GRAM, keys);
    core.pinyin().stream().findFirst().ifPresent(pinyin -> grams(pinyin, GRAM, keys));
    return keys;
  }

  private static void grams(String text, int length, Set<String> into) {
    for (int i = 0; i + length <= text.length(); i++) {
      into.add(text.substring(i, i + length));
    }
  }
}
