package io.pipemill.mapping.value;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Raw values of records as plain text. */
public final class Text {
  private Text() {}

  /**
   * Strips a text and turns a blank one into null; other values stay as they are. CHAR columns come
   * padded, and an empty field of a text file means that there is nothing.
   */
  public static @Nullable Object clean(@Nullable Object raw) {
    if (raw instanceof String text) {
      int length = text.length();
      if (length == 0) {
        return null;
      }
      if (solid(text.charAt(0)) && solid(text.charAt(length - 1))) {
        return text;
      }
      String stripped = text.strip();
      return stripped.isEmpty() ? null : stripped;
    }
    return raw;
  }

  /** Certainly no white space: all of that is up to U+0020 or from U+1680 to U+3000. */
  private static boolean solid(char c) {
    return c > ' ' && (c < 0x1680 || c > 0x3000);
  }

  /** The value as text: numbers without exponent and without zeros at the end, dates as ISO. */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Object[] array) {
      return Arrays.toString(array);
    }
    return value.toString();
  }

  static String plain(BigDecimal number) {
    if (number.scale() <= 0) {
      return number.toPlainString();
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.toPlainString();
  }
}
