package io.pipemill.mapping.check;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** The word somebody probably meant. */
public final class NearWord {
  private NearWord() {}

  /** The nearest candidate within a third of the word's length, or null. */
  public static @Nullable String of(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, word.length() / 3);
    var distance = new LevenshteinDistance(limit);
    String best = null;
    int least = limit + 1;
    for (String candidate : candidates) {
      int d = distance.apply(lower, candidate.toLowerCase(Locale.ROOT));
      if (d >= 0 && d < least) {
        least = d;
        best = candidate;
      }
    }
    return best;
  }

  /** {@code ", did you mean 'x'?"}, or nothing if no candidate is near. */
  public static String hint(String word, Collection<String> candidates) {
    String near = of(word, candidates);
    return near == null ? "" : ", did you mean '" + near + "'?";
  }
}
