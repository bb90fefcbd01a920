package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Text into an exact decimal. By default digits with an optional sign and decimal point; declared:
 * another decimal sign, a thousands sign (which then may stand every three digits only) and
 * parentheses for negative numbers. No exponents: a text like 1E9 is a spreadsheet's damage more
 * often than a number.
 */
public final class ToNumber implements Transform {
  private static final int LONGEST = 80;
  private final char decimal;
  private final char thousands;
  private final boolean parentheses;

  public static final ToNumber PLAIN = new ToNumber('.', (char) 0, false);

  /**
   * @param thousands 0 for none
   */
  public ToNumber(char decimal, char thousands, boolean parentheses) {
    this.decimal = decimal;
    this.thousands = thousands;
    this.parentheses = parentheses;
  }

  @Override
  public BigDecimal apply(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Integer number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof String text) {
      return parse(text);
    }
    throw problem(value);
  }

  private BigDecimal parse(String text) {
    int start = 0;
    int end = text.length();
    if (end > LONGEST) {
      throw problem(text);
    }
    boolean negative = false;
    if (parentheses && end > 2 && text.charAt(0) == '(' && text.charAt(end - 1) == ')') {
      negative = true;
      start++;
      end--;
    } else if (end > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      start++;
    }
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
          throw problem(text);
        }
        point = length;
        digits[length++] = '.';
      } else if (c == thousands && thousands != 0 && point < 0) {
        boolean placed = sinceSeparator < 0 ? before >= 1 && before <= 3 : sinceSeparator == 3;
        if (!placed) {
          throw problem(text);
        }
        sinceSeparator = 0;
      } else {
        throw problem(text);
      }
    }
    boolean grouped = point >= 0 || sinceSeparator < 0 || sinceSeparator == 3;
    if (before == 0 || !grouped || point == length - 1) {
      throw problem(text);
    }
    return new BigDecimal(digits, 0, length);
  }

  private ContentProblem problem(Object value) {
    return new ContentProblem("MAP-101", value, "is not a number", expected());
  }

  private String expected() {
    StringBuilder text = new StringBuilder("a number such as ");
    text.append(thousands == 0 ? "1234" : "1" + thousands + "234").append(decimal).append("5");
    return parentheses
        ? text.append(" or (12").append(decimal).append("5)").toString()
        : text.toString();
  }

  @Override
  public String describe() {
    return "number";
  }
}
