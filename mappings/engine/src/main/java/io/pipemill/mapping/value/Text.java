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
      if (text.charAt(0) > ' '
          && text.charAt(length - 1) > ' '
          && text.charAt(0) < 0x2000
          && text.charAt(length - 1) < 0x2000) {
        return text;
      }
      String stripped = text.strip();
      return stripped.isEmpty() ? null : stripped;
    }
    return raw;
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
