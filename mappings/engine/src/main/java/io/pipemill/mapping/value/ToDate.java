package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business day out of text by declared patterns, or out of what a database gives. The commonest
 * patterns are read digit by digit; others by a formatter, strictly (no 31 February). Full-width
 * digits and signs are read like narrow ones.
 */
public final class ToDate implements Transform {
  private final DatePattern[] patterns;
  private final ZoneId zone;

  /**
   * @param patterns tried in order
   * @param zone in which an instant's day is taken
   */
  public ToDate(List<DatePattern> patterns, ZoneId zone) {
    this.patterns = patterns.toArray(new DatePattern[0]);
    this.zone = zone;
  }

  @Override
  public LocalDate apply(Object value) {
    if (value instanceof String text) {
      return parse(text);
    }
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof Instant instant) {
      return instant.atZone(zone).toLocalDate();
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    if (value instanceof ZonedDateTime dateTime) {
      return dateTime.toLocalDate();
    }
    return parse(Text.of(value));
  }

  private LocalDate parse(String text) {
    LocalDate date = byPattern(text);
    if (date == null) {
      String narrow = Width.narrow(text);
      date = narrow.equals(text) ? null : byPattern(narrow);
    }
    if (date != null) {
      return date;
    }
    throw new ContentProblem("MAP-102", text, "is not a date", expected());
  }

  private @Nullable LocalDate byPattern(String text) {
    for (DatePattern pattern : patterns) {
      LocalDate date = pattern.date(text);
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private String expected() {
    return "a date as "
        + String.join(" or ", Arrays.stream(patterns).map(DatePattern::text).toList());
  }

  @Override
  public String describe() {
    return "date " + String.join(" | ", Arrays.stream(patterns).map(DatePattern::text).toList());
  }

  /** A day that exists, or null. */
  static @Nullable LocalDate day(int year, int month, int day) {
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException notInThatMonth) {
      return null;
    }
  }
}
