package io.pipemill.cli;

import io.pipemill.cli.text.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import picocli.CommandLine;

/** Finds the option or command that was probably meant. */
public final class Suggestions {
  private static final double NEAR = 0.8;

  private Suggestions() {}

  static String of(String word, CommandLine command) {
    List<String> candidates = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(o -> candidates.addAll(List.of(o.names())));
    return of(word, candidates);
  }

  /** {@code ", did you mean 'x'?"}, or nothing if no candidate is near. */
  public static String of(String word, Collection<String> candidates) {
    String plain = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    String best = "";
    // letters that changed places count little, which plain edit distance does not know
    var likeness = new JaroWinklerSimilarity();
    double most = NEAR;
    for (String candidate : candidates) {
      double like = likeness.apply(bare(plain), bare(candidate));
      if (like > most) {
        most = like;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : Texts.of("did.you.mean", best);
  }

  /** Without the dashes, which all options share. */
  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
  }
}
