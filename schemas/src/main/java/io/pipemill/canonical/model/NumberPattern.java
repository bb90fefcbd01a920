package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Regular expressions for decimal numbers written as text ({@link JsonReader#DECIMAL}), by value:
 * zeros at the end of a fraction do not count. They use nothing that a dialect of regular
 * expressions could lack.
 */
final class NumberPattern {
  private static final String ANY_FRACTION = "(?:\\.[0-9]+)?";

  private NumberPattern() {}

  /** At most so many digits in all, and behind the point. */
  static String digits(int total, int fraction) {
    List<String> forms = new ArrayList<>();
    int free = total - fraction;
    forms.add(
        (free > 0 ? "(?:0|[1-9]" + upTo(free - 1) + ")" : "0")
            + fraction(Math.min(fraction, total)));
    for (int whole = Math.max(1, free + 1); whole <= total; whole++) {
      forms.add("[1-9]" + exactly(whole - 1) + fraction(total - whole));
    }
    return "^-?" + oneOf(forms) + "$";
  }

  private static String fraction(int digits) {
    return digits == 0 ? "(?:\\.0+)?" : "(?:\\.[0-9]{1," + digits + "}0*)?";
  }

  /** At least (or above, if not inclusive) the bound. */
  static String atLeast(BigDecimal bound, boolean inclusive) {
    List<String> forms = new ArrayList<>();
    if (bound.signum() > 0) {
      forms.add(above(bound, inclusive));
    } else if (bound.signum() == 0) {
      forms.add(inclusive ? "[0-9].*" : nonZero());
      if (inclusive) {
        forms.add(zero());
      }
    } else {
      forms.add("[0-9].*");
      forms.add("-" + below(bound.negate(), inclusive));
    }
    return "^" + oneOf(forms) + "$";
  }

  /** At most (or below, if not inclusive) the bound. */
  static String atMost(BigDecimal bound, boolean inclusive) {
    List<String> forms = new ArrayList<>();
    if (bound.signum() < 0) {
      forms.add("-" + above(bound.negate(), inclusive));
    } else if (bound.signum() == 0) {
      forms.add(inclusive ? "-.*" : "-" + nonZero());
      if (inclusive) {
        forms.add(zero());
      }
    } else {
      forms.add("-.*");
      forms.add(below(bound, inclusive));
    }
    return "^" + oneOf(forms) + "$";
  }

  private static String zero() {
    return "-?0(?:\\.0+)?";
  }

  private static String nonZero() {
    return "(?:[1-9].*|0\\.0*[1-9][0-9]*)";
  }

  /** Numbers without a sign that are larger than a positive one, or equal to it. */
  private static String above(BigDecimal bound, boolean inclusive) {
    String whole = whole(bound);
    String part = part(bound);
    List<String> forms = new ArrayList<>();
    forms.add("[1-9][0-9]{" + whole.length() + ",}" + ANY_FRACTION);
    steps(whole, '1', '9', forms, ANY_FRACTION);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '9') {
        parts.add(part.substring(0, i) + digit((char) (part.charAt(i) + 1), '9') + "[0-9]*");
      }
    }
    // the same digits, and more behind them
    parts.add(part + "0*[1-9][0-9]*");
    forms.add(whole + "\\." + oneOf(parts));
    equal(whole, part, inclusive, forms);
    return oneOf(forms);
  }

  /** Numbers without a sign that are smaller than a positive one, or equal to it. */
  private static String below(BigDecimal bound, boolean inclusive) {
    String whole = whole(bound);
    String part = part(bound);
    List<String> forms = new ArrayList<>();
    if (whole.length() > 1) {
      forms.add("(?:0|[1-9]" + upTo(whole.length() - 2) + ")" + ANY_FRACTION);
    }
    for (int i = 0; i < whole.length(); i++) {
      char lowest = i == 0 && whole.length() > 1 ? '1' : '0';
      if (whole.charAt(i) > lowest) {
        forms.add(
            whole.substring(0, i)
                + digit(lowest, (char) (whole.charAt(i) - 1))
                + exactly(whole.length() - i - 1)
                + ANY_FRACTION);
      }
    }
    if (!part.isEmpty()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < part.length(); i++) {
        if (i > 0) {
          parts.add(part.substring(0, i));
        }
        if (part.charAt(i) > '0') {
          parts.add(part.substring(0, i) + digit('0', (char) (part.charAt(i) - 1)) + "[0-9]*");
        }
      }
      forms.add(whole + "(?:\\." + oneOf(parts) + ")?");
    }
    equal(whole, part, inclusive, forms);
    return oneOf(forms);
  }

  private static void equal(String whole, String part, boolean inclusive, List<String> forms) {
    if (inclusive) {
      forms.add(whole + (part.isEmpty() ? "(?:\\.0+)?" : "\\." + part + "0*"));
    }
  }

  /** Numbers of the same length that are larger at some digit. */
  private static void steps(
      String whole, char lowest, char highest, List<String> forms, String behind) {
    for (int i = 0; i < whole.length(); i++) {
      char next = (char) Math.max(whole.charAt(i) + 1, i == 0 ? lowest : '0');
      if (next <= highest) {
        forms.add(
            whole.substring(0, i)
                + digit(next, highest)
                + exactly(whole.length() - i - 1)
                + behind);
      }
    }
  }

  private static String whole(BigDecimal number) {
    return number.toBigInteger().toString();
  }

  /** Digits behind the point without zeros at the end; maybe none. */
  private static String part(BigDecimal number) {
    String text = number.stripTrailingZeros().toPlainString();
    int point = text.indexOf('.');
    return point < 0 ? "" : text.substring(point + 1);
  }

  private static String digit(char from, char to) {
    return from == to ? String.valueOf(from) : "[" + from + "-" + to + "]";
  }

  private static String exactly(int digits) {
    return digits == 0 ? "" : digits == 1 ? "[0-9]" : "[0-9]{" + digits + "}";
  }

  private static String upTo(int digits) {
    return digits == 0 ? "" : "[0-9]{0," + digits + "}";
  }

  static String oneOf(List<String> forms) {
    return forms.size() == 1 ? forms.get(0) : "(?:" + String.join("|", forms) + ")";
  }
}
