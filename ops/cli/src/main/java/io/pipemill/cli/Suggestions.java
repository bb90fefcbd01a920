package io.pipemill.cli;

import io.pipemill.cli.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Finds the option or command that was probably meant. */
public final class Suggestions {
  private Suggestions() {}

  static String of(String word, CommandLine command) {
    List<String> candidates = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(o -> candidates.addAll(List.of(o.names())));
    return of(word, candidates);
  }

  /** {@code ", did you mean 'x'?"}, or nothing if no candidate is near. */
  public static String of(String word, List<String> candidates) {
    String plain = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    String best = "";
    int least = plain.length() < 3 ? 0 : Math.max(2, plain.length() / 3) + 2;
    for (String candidate : candidates) {
      int distance = distance(plain.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : Texts.of("did.you.mean", best);
  }

  /** Levenshtein distance by rows. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = row;
    }
    return before[b.length()];
  }
}
