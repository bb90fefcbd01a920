package io.pipemill.canonical.model;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * A pattern facet. Patterns that are one class of ASCII characters with a count, and the pattern of
 * {@code t:Code}, are compiled to a loop; others to {@link Pattern}, as far as both languages mean
 * the same by them.
 */
abstract class TextPattern {
  /** No tab, no line break, no blank at either end, not empty. */
  static final String CODE = "[^ \\t\\n\\r]([^\\t\\n\\r]*[^ \\t\\n\\r])?";

  private static final Pattern COUNTED_CLASS =
      Pattern.compile("\\[([^\\[\\]\\\\^&]+)\\](\\+|\\*|\\{(\\d+)(,(\\d*))?\\})?");

  private static final String ESCAPABLE = "tnr\\.-[](){}+*?|";

  private final String source;

  private TextPattern(String source) {
    this.source = source;
  }

  abstract boolean matches(String text);

  /** A class of characters with a bounded count: what codes of currencies and units look like. */
  boolean isShortCode() {
    return false;
  }

  @Override
  public String toString() {
    return source;
  }

  /** The pattern in words, or as it is. */
  static String words(String pattern) {
    return pattern.equals(CODE)
        ? "one line, not blank, no blank at either end"
        : "pattern " + pattern;
  }

  static TextPattern compile(String pattern) {
    if (pattern.equals(CODE)) {
      return new CodeText(pattern);
    }
    var counted = COUNTED_CLASS.matcher(pattern);
    if (counted.matches()) {
      return CountedClass.of(pattern, counted);
    }
    return new Expression(pattern);
  }

  private static final class CodeText extends TextPattern {
    CodeText(String source) {
      super(source);
    }

    @Override
    boolean matches(String text) {
      int last = text.length() - 1;
      if (last < 0 || text.charAt(0) == ' ' || text.charAt(last) == ' ') {
        return false;
      }
      for (int i = 0; i <= last; i++) {
        char c = text.charAt(i);
        if (c < ' ' && (c == '\t' || c == '\n' || c == '\r')) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class CountedClass extends TextPattern {
    private final BitSet allowed;
    private final int fewest;
    private final int most;

    CountedClass(String source, BitSet allowed, int fewest, int most) {
      super(source);
      this.allowed = allowed;
      this.fewest = fewest;
      this.most = most;
    }

    static TextPattern of(String source, java.util.regex.Matcher parts) {
      BitSet allowed = new BitSet();
      String members = parts.group(1);
      for (int i = 0; i < members.length(); i++) {
        boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
        allowed.set(members.charAt(i), members.charAt(range ? i + 2 : i) + 1);
        i += range ? 2 : 0;
      }
      String count = parts.group(2);
      if (count == null) {
        return new CountedClass(source, allowed, 1, 1);
      }
      if (parts.group(3) == null) {
        return new CountedClass(source, allowed, count.equals("+") ? 1 : 0, Integer.MAX_VALUE);
      }
      int fewest = Integer.parseInt(parts.group(3));
      String upper = parts.group(5);
      int most =
          parts.group(4) == null
              ? fewest
              : upper.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(upper);
      return new CountedClass(source, allowed, fewest, most);
    }

    @Override
    boolean isShortCode() {
      return most <= 30;
    }

    @Override
    boolean matches(String text) {
      int length = text.length();
      if (length < fewest || length > most) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (!allowed.get(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Expression extends TextPattern {
    private final Pattern pattern;

    Expression(String source) {
      super(source);
      if (!readAlike(source)) {
        throw new IllegalStateException(
            "pattern '"
                + source
                + "': expected one that XML Schema and Java read alike (no '.', \\i, \\c, \\d, \\p,"
                + " ^, $, class subtraction); write the characters as a class");
      }
      this.pattern = Pattern.compile(source);
    }

    /** Whether XML Schema and Java mean the same by a pattern; in doubt not. */
    private static boolean readAlike(String source) {
      boolean inClass = false;
      char before = ' ';
      for (int i = 0; i < source.length(); i++) {
        char c = source.charAt(i);
        char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
        if (c == '\\') {
          if (ESCAPABLE.indexOf(next) < 0) {
            return false;
          }
          i++;
          before = ' ';
          continue;
        }
        if (inClass) {
          if (c == '[' || c == '&' || c == '^' && before != '[') {
            return false;
          }
          inClass = c != ']';
        } else if (c == '[') {
          inClass = true;
        } else if (c == '.'
            || c == '^'
            || c == '$'
            || c == '(' && next == '?'
            || (c == '+' || c == '?') && "+*?}".indexOf(before) >= 0) {
          return false;
        }
        before = c;
      }
      return !inClass;
    }

    @Override
    boolean matches(String text) {
      return pattern.matcher(text).matches();
    }
  }
}
