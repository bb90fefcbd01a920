package io.pipemill.adapter.file.internal.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** Numbers of cells, and days and times out of them. */
public final class SerialDates {
  /** Excel keeps and shows 15 digits; what stands behind them is the rest of binary arithmetic. */
  private static final MathContext DIGITS = new MathContext(15);

  private static final double LAST = 2_958_466;

  /** The day that Lotus invented: 29 February 1900. */
  private static final int NO_DAY = 60;

  private final boolean from1904;

  SerialDates(boolean from1904) {
    this.from1904 = from1904;
  }

  /**
   * The day, or the day and time, or of less than a day the time as text; null if the number is no
   * date of this calendar.
   */
  public @Nullable Object of(double serial) {
    boolean inCalendar = serial >= 0 && serial < LAST;
    if (!inCalendar || !from1904 && (int) serial == NO_DAY) {
      return null;
    }
    LocalDateTime time = DateUtil.getLocalDateTime(serial, from1904, true);
    if (time == null) {
      return null;
    }
    if (serial < 1 && !from1904) {
      return serial == 0 ? null : time.toLocalTime().toString();
    }
    LocalDate day = time.toLocalDate();
    return time.equals(day.atStartOfDay()) ? day : time;
  }

  /** The number as Excel shows it with all its digits. */
  static BigDecimal number(double value) {
    if (value == (long) value && Math.abs(value) < 1e15) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal number = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /**
   * Whether a number format shows days or times. The formats 27 to 36 and 50 to 58 have no text:
   * they are the dates of Chinese, Japanese and Korean editions.
   */
  static boolean isDate(int id, @Nullable String format) {
    if (id >= 27 && id <= 36 || id >= 50 && id <= 58) {
      return true;
    }
    String text = format == null && id < 164 ? BuiltinFormats.getBuiltinFormat(id) : format;
    if (text == null || elapsed(text)) {
      return false;
    }
    return DateUtil.isADateFormat(id, text);
  }

  /** {@code [h]:mm} is a span of time, not one of a clock. */
  private static boolean elapsed(String format) {
    String lower = format.toLowerCase(java.util.Locale.ROOT);
    return lower.startsWith("[h") || lower.startsWith("[m") || lower.startsWith("[s");
  }
}
