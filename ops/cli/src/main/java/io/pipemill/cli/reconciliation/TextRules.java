package io.pipemill.cli.reconciliation;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is asked of all text columns. */
final class TextRules {
  @Option(names = "--empty-is-null", descriptionKey = "option.empty-is-null")
  boolean emptyIsNull;

  @Option(names = "--trim", descriptionKey = "option.trim")
  boolean trim;

  @Option(names = "--as-stored", descriptionKey = "option.as-stored")
  boolean asStored;

  @Option(names = "--fold-digits", descriptionKey = "option.fold-digits")
  boolean foldDigits;

  List<String> words() {
    List<String> words = new ArrayList<>();
    if (emptyIsNull) {
      words.add("empty-is-null");
    }
    if (trim) {
      words.add("trim");
    }
    if (asStored) {
      words.add("as-stored");
    }
    if (foldDigits) {
      words.add("fold-digits");
    }
    return words;
  }
}
