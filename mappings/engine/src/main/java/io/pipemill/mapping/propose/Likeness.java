package io.pipemill.mapping.propose;

import java.util.Set;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How much two spellings are alike: 1 is the same, 0 is nothing in common. */
final class Likeness {
  private static final double INITIALS = 0.93;
  private static final double PINYIN = 0.97;
  private static final double PART = 0.8;
  private final JaroWinklerSimilarity jaroWinkler = new JaroWinklerSimilarity();
  private final LevenshteinDistance levenshtein = LevenshteinDistance.getDefaultInstance();

  double of(Spelling a, Spelling b) {
    double most = texts(a.plain(), b.plain());
    if (!a.pinyin().isEmpty() || !b.pinyin().isEmpty()) {
      most = Math.max(most, PINYIN * best(spelled(a), spelled(b)));
      if (a.pinyin().isEmpty() && b.initials().contains(a.plain())
          || b.pinyin().isEmpty() && a.initials().contains(b.plain())) {
        most = Math.max(most, INITIALS);
      }
    }
    return most;
  }

  /**
   * The same for names, of which one character makes another one: Chinese ones are alike by their
   * characters, or because they sound the same; a similar sound (Dagang, Daqing) is nothing.
   */
  double ofNames(Spelling a, Spelling b) {
    if (a.pinyin().isEmpty() || b.pinyin().isEmpty()) {
      return of(a, b);
    }
    boolean sameSound = a.pinyin().stream().anyMatch(b.pinyin()::contains);
    return Math.max(texts(a.plain(), b.plain()), sameSound ? PINYIN : 0);
  }

  private static Set<String> spelled(Spelling spelling) {
    return spelling.pinyin().isEmpty() ? Set.of(spelling.plain()) : spelling.pinyin();
  }

  private double best(Set<String> some, Set<String> others) {
    double most = 0;
    for (String one : some) {
      for (String other : others) {
        most = Math.max(most, texts(one, other));
      }
    }
    return most;
  }

  /**
   * The mean of two measures: Jaro-Winkler sees letters that changed places and a common beginning,
   * Levenshtein how much of the text is different; or how much of the longer the shorter is.
   */
  private double texts(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    if (a.equals(b)) {
      return 1;
    }
    int longer = Math.max(a.length(), b.length());
    double edits = 1 - (double) levenshtein.apply(a, b) / longer;
    double alike = (jaroWinkler.apply(a, b) + edits) / 2;
    int shorter = Math.min(a.length(), b.length());
    if (shorter > 1 && (a.contains(b) || b.contains(a))) {
      alike = Math.max(alike, PART + (1 - PART) * shorter / longer / 2);
    }
    return alike;
  }
}
