package io.pipemill.adapter.jdbc.internal;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values as text that the database reads back as the same value. */
public final class Values {
  private Values() {}

  /**
   * Decimals without exponent, times in ISO notation, text as it is; null stays null.
   *
   * @param value one of the types of {@link io.pipemill.canonical.record.RecordTree}
   */
  public static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  /** Text without the blanks that only fill a fixed width. */
  public static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
