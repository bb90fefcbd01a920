package io.pipemill.mapping.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/** A pattern of dates or times as in {@link DateTimeFormatter}, or {@code iso}. */
public final class DatePattern {
  /**
   * {@code 2026-03-15} with an optional offset, which a day ignores: the lexical form of xs:date.
   */
  public static final DatePattern ISO = new DatePattern("yyyy-MM-dd", true);

  private final String text;
  private final boolean offsetAllowed;
  private final DateTimeFormatter formatter;
  private final DateTimeFormatter reader;
  private final boolean dashed;
  private final boolean compact;

  private DatePattern(String text, boolean offsetAllowed) {
    this.text = text;
    this.offsetAllowed = offsetAllowed;
    this.dashed = text.equals("yyyy-MM-dd");
    this.compact = text.equals("yyyyMMdd");
    this.formatter = strict(text);
    // texts are read with their full-width characters made narrow
    String narrow = signsNarrow(text);
    this.reader = narrow.equals(text) ? formatter : strict(narrow);
  }

  /**
   * @throws IllegalArgumentException if that is no pattern
   */
  public static DatePattern of(String text) {
    return text.equals("iso") ? ISO : new DatePattern(text, false);
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(proleptic(pattern)).withResolverStyle(ResolverStyle.STRICT);
  }

  /** Signs only: a full-width letter is a text of the pattern and no field. */
  private static String signsNarrow(String pattern) {
    StringBuilder narrow = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean sign = !Character.isLetterOrDigit(c) && c != '\uFF07';
      narrow.append(sign ? Width.narrow(String.valueOf(c)) : String.valueOf(c));
    }
    return narrow.toString();
  }

  public String text() {
    return text;
  }

  /** For writing. */
  public DateTimeFormatter formatter() {
    return formatter;
  }

  /** The day, or null if the text does not follow the pattern. */
  @Nullable LocalDate date(String value) {
    int length = value.length();
    if (dashed) {
      if (length >= 10 && value.charAt(4) == '-' && value.charAt(7) == '-') {
        if (length == 10 || offsetAllowed && offset(value, 10)) {
          return ToDate.day(digits(value, 0, 4), digits(value, 5, 7), digits(value, 8, 10));
        }
      }
      return null;
    }
    if (compact) {
      return length == 8
          ? ToDate.day(digits(value, 0, 4), digits(value, 4, 6), digits(value, 6, 8))
          : null;
    }
    try {
      return reader.parse(value).query(TemporalQueries.localDate());
    } catch (DateTimeParseException notThis) {
      return null;
    }
  }

  /** The point in time, in the zone where the text names none; null if it does not follow. */
  @Nullable Instant instant(String value, ZoneId zone) {
    try {
      TemporalAccessor parsed = reader.parse(value);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Instant.from(parsed);
      }
      LocalDate date = parsed.query(TemporalQueries.localDate());
      java.time.LocalTime time = parsed.query(TemporalQueries.localTime());
      return date == null
          ? null
          : LocalDateTime.of(date, time == null ? java.time.LocalTime.MIDNIGHT : time)
              .atZone(zone)
              .toInstant();
    } catch (DateTimeException notThis) {
      return null;
    }
  }

  private static boolean offset(String value, int from) {
    int length = value.length();
    if (length == from + 1) {
      return value.charAt(from) == 'Z';
    }
    return length == from + 6
        && (value.charAt(from) == '+' || value.charAt(from) == '-')
        && value.charAt(from + 3) == ':'
        && digits(value, from + 1, from + 3) >= 0
        && digits(value, from + 4, from + 6) >= 0;
  }

  private static int digits(String value, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** yyyy is the year of an era, which strict resolving refuses without an era: uuuu is meant. */
  private static String proleptic(String pattern) {
    StringBuilder result = new StringBuilder();
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
  }
}
