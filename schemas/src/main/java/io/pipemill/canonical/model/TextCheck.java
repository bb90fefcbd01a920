package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Characters, length, patterns and enumeration of a text. */
final class TextCheck extends ValueCheck {
  private final Facets facets;
  private final Set<String> codes;
  private final int shortest;
  private final int longest;
  private final TextPattern[] patterns;

  /**
   * Currencies and countries, like the codes: few values, which come as the same object again and
   * again.
   */
  private final boolean fewValues;

  /** The text found right last, if there are few; a thread that sees an older one checks again. */
  private @Nullable String accepted;

  TextCheck(Facets facets) {
    this.facets = facets;
    this.codes = facets.codes();
    this.shortest = facets.minLength() == null ? 0 : facets.minLength();
    this.longest = facets.maxLength() == null ? Integer.MAX_VALUE : facets.maxLength();
    this.patterns =
        facets.patterns().stream().map(TextPattern::compile).toArray(TextPattern[]::new);
    this.fewValues = patterns.length == 1 && patterns[0].isShortCode();
  }

  @Override
  boolean accepts(Object value) {
    String text = (String) value;
    if (text == accepted) {
      return true;
    }
    if (!codes.isEmpty()) {
      boolean known = codes.contains(text);
      accepted = known ? text : accepted;
      return known;
    }
    // the length is counted in UTF-16 units, as the JDK's own XSD validator does
    int length = text.length();
    if (length < shortest || length > longest || illegalCharacter(text) >= 0) {
      return false;
    }
    for (TextPattern pattern : patterns) {
      if (!pattern.matches(text)) {
        return false;
      }
    }
    if (fewValues) {
      accepted = text;
    }
    return true;
  }

  @Override
  void explain(Object value, String path, List<Violation> into) {
    String text = (String) value;
    int illegal = illegalCharacter(text);
    if (illegal >= 0) {
      into.add(
          Rule.CHARACTER.violation(
              path,
              text,
              "characters that XML can carry",
              String.format(
                  "has the character U+%04X at place %d, which XML cannot carry",
                  (int) text.charAt(illegal), illegal + 1)));
      return;
    }
    if (!codes.isEmpty()) {
      if (!codes.contains(text)) {
        into.add(Rule.CODE.violation(path, text, Expectation.codes(facets), "is not a known code"));
      }
      return;
    }
    if (text.length() < shortest) {
      into.add(
          Rule.TOO_SHORT.violation(
              path, text, Expectation.text(facets), "has " + text.length() + " characters"));
    }
    if (text.length() > longest) {
      into.add(
          Rule.TOO_LONG.violation(
              path, text, Expectation.text(facets), "has " + text.length() + " characters"));
    }
    for (TextPattern pattern : patterns) {
      if (!pattern.matches(text)) {
        into.add(
            Rule.PATTERN.violation(
                path, text, Expectation.text(facets), "does not match its pattern"));
      }
    }
  }

  /** Index of the first character that XML 1.0 cannot carry, or -1. */
  static int illegalCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < '\uD800') {
        continue;
      }
      if (c < ' ') {
        if (c != '\t' && c != '\n' && c != '\r') {
          return i;
        }
      } else if (c < '\uE000') {
        if (c > '\uDBFF'
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      } else if (c > '\uFFFD') {
        return i;
      }
    }
    return -1;
  }
}
