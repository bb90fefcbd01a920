package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a sheet that add up others: {@code totals: {words: {小计: section, 合计: sheet}, check:
 * [TON]}}. They are no records; where columns are to be checked, what they say must be what the
 * rows above add up to.
 *
 * @param words texts that mark such a row, each with what it adds up: section, sheet, a column of
 *     {@code sections}, or none
 * @param in columns in which the words stand; empty for the first text of a row
 * @param check columns that must add up
 * @param tolerance how far they may be apart
 * @param strict whether a difference rejects the workbook
 */
record TotalsPlan(
    Map<Wildcard, String> words,
    List<String> in,
    List<String> check,
    BigDecimal tolerance,
    boolean strict) {
  static final String SECTION = "section";
  static final String SHEET = "sheet";
  static final String NONE = "none";

  /** What is left of a sum when binary arithmetic wrote the total. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

  /** Null if the section has none. */
  static @Nullable TotalsPlan parse(Settings source, Set<String> sections, List<String> problems) {
    if (!source.has("totals")) {
      return null;
    }
    Settings section = source.section("totals");
    Set<String> scopes = new LinkedHashSet<>(List.of(SECTION, SHEET));
    scopes.addAll(sections);
    scopes.add(NONE);
    Map<Wildcard, String> words = words(section, List.copyOf(scopes));
    List<String> check = section.list("check");
    if (words.isEmpty()) {
      problems.add(section.place() + ".words: missing, expected words such as {合计: sheet}");
    } else if (!check.isEmpty() && words.values().stream().allMatch(NONE::equals)) {
      problems.add(
          section.place()
              + ".check: found "
              + check
              + ", expected words that say what they add up: {合计: sheet}");
    } else if (check.isEmpty() && (section.has("strict") || section.has("tolerance"))) {
      problems.add(section.place() + ".check: missing, expected the columns that must add up");
    }
    return new TotalsPlan(
        words,
        section.list("in"),
        check,
        tolerance(section, problems),
        section.flag("strict", false));
  }

  /** A list of words says that there are such rows, and no more. */
  private static Map<Wildcard, String> words(Settings section, List<String> scopes) {
    Map<Wildcard, String> words = new LinkedHashMap<>();
    if (!section.holdsSection("words")) {
      section.list("words").forEach(word -> words.put(word(word), NONE));
      return words;
    }
    Settings declared = section.section("words");
    for (String word : new ArrayList<>(declared.keys())) {
      words.put(word(word), declared.choice(word, NONE, scopes));
    }
    return words;
  }

  private static Wildcard word(String text) {
    return Wildcard.of(SheetTotals.dense(text));
  }

  private static BigDecimal tolerance(Settings section, List<String> problems) {
    String text = section.text("tolerance");
    if (text == null) {
      return ROUNDING;
    }
    try {
      BigDecimal tolerance = new BigDecimal(text.strip());
      if (tolerance.signum() >= 0) {
        return tolerance;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problems.add(section.place() + ".tolerance: found " + text + ", expected a number from 0");
    return ROUNDING;
  }
}
