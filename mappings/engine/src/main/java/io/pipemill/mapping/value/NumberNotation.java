package io.pipemill.mapping.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written as text: read by {@link ToNumber}, written by {@link FromNumber}.
 *
 * @param decimal the decimal sign
 * @param thousands stands every three digits; 0 for none
 * @param parentheses {@code (12.5)} is negative
 * @param trailingMinus {@code 12.5-} is negative
 */
public record NumberNotation(
    char decimal, char thousands, boolean parentheses, boolean trailingMinus) {
  private static final int LONGEST = 80;
  private static final char MINUS_SIGN = '\u2212';

  public static final NumberNotation PLAIN = new NumberNotation('.', (char) 0, false, false);

  /**
   * The exact number; null if the text is none. Full-width digits and signs are read like narrow
   * ones, and the minus sign U+2212 like a hyphen.
   */
  public @Nullable BigDecimal read(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    BigDecimal number = signed(text);
    if (number != null) {
      return number;
    }
    String narrow = narrow(text);
    return narrow.equals(text) ? null : signed(narrow);
  }

  static String narrow(String text) {
    return Width.narrow(text).replace(MINUS_SIGN, '-');
  }

  private @Nullable BigDecimal signed(String text) {
    int start = 0;
    int end = text.length();
    if (end == 0) {
      return null;
    }
    boolean negative = false;
    char first = text.charAt(0);
    char last = text.charAt(end - 1);
    if (parentheses && end > 2 && first == '(' && last == ')') {
      negative = true;
      start++;
      end--;
    } else if (first == '-' || first == '+') {
      negative = first == '-';
      start++;
    } else if (trailingMinus && last == '-') {
      negative = true;
      end--;
    }
    return digits(text, start, end, negative);
  }

  private @Nullable BigDecimal digits(String text, int start, int end, boolean negative) {
    char[] digits = new char[end - start + 1];
    int length = 0;
    int point = -1;
    int sinceSeparator = -1;
    int before = 0;
    if (negative) {
      digits[length++] = '-';
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits[length++] = c;
        if (point < 0) {
          before++;
          if (sinceSeparator >= 0) {
            sinceSeparator++;
          }
        }
      } else if (c == decimal && point < 0) {
        if (sinceSeparator >= 0 && sinceSeparator != 3) {
          return null;
        }
        point = length;
        digits[length++] = '.';
      } else if (c == thousands && thousands != 0 && point < 0) {
        boolean placed = sinceSeparator < 0 ? before >= 1 && before <= 3 : sinceSeparator == 3;
        if (!placed) {
          return null;
        }
        sinceSeparator = 0;
      } else {
        return null;
      }
    }
    boolean grouped = point >= 0 || sinceSeparator < 0 || sinceSeparator == 3;
    if (before == 0 || !grouped || point == length - 1) {
      return null;
    }
    return new BigDecimal(digits, 0, length);
  }

  /** The number in this notation, which {@link #read} reads back to an equal one. */
  public String write(BigDecimal number) {
    String plain = Text.plain(number.abs());
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < whole.length(); i++) {
      if (thousands != 0 && i > 0 && (whole.length() - i) % 3 == 0) {
        text.append(thousands);
      }
      text.append(whole.charAt(i));
    }
    if (point >= 0) {
      text.append(decimal).append(plain, point + 1, plain.length());
    }
    if (number.signum() >= 0) {
      return text.toString();
    }
    if (parentheses) {
      return "(" + text + ")";
    }
    return trailingMinus ? text + "-" : "-" + text;
  }

  /** For messages: {@code 1,234.5 or (12.5)}. */
  String example() {
    StringBuilder text = new StringBuilder();
    text.append(thousands == 0 ? "1234" : "1" + thousands + "234").append(decimal).append("5");
    if (parentheses) {
      text.append(" or (12").append(decimal).append("5)");
    }
    if (trailingMinus) {
      text.append(" or 12").append(decimal).append("5-");
    }
    return text.toString();
  }
}
