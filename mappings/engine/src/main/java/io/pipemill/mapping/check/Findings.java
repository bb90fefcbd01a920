package io.pipemill.mapping.check;

import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.yaml.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects everything a check has to say about one system, so that all is told at once. */
public final class Findings {
  private final String system;
  private final List<Finding> all = new ArrayList<>();
  private int errors;

  public Findings(String system) {
    this.system = system;
  }

  public void error(Place at, String code, String found, String expected, String message) {
    Finding finding =
        new Finding(system, at.file(), at.line(), true, code, found, expected, message);
    errors++;
    // repeated columns, and a fragment used twice, compile one part of the file several times
    if (!all.contains(finding)) {
      all.add(finding);
    }
  }

  public void warning(Place at, String code, String found, String expected, String message) {
    all.add(new Finding(system, at.file(), at.line(), false, code, found, expected, message));
  }

  /** A word that should have been one of some others. */
  public void unknown(
      Place at, String code, String what, String word, Collection<String> candidates) {
    error(
        at,
        code,
        word,
        candidates.isEmpty()
            ? "nothing: there is none"
            : "one of " + String.join(", ", candidates.stream().sorted().limit(40).toList()),
        "unknown " + what + " '" + word + "'" + NearWord.hint(word, candidates));
  }

  public int errors() {
    return errors;
  }

  public List<Finding> all() {
    return List.copyOf(all);
  }
}
