package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point in time. Values without an offset are taken in the mapping's zone; a day is its midnight
 * there.
 */
public final class ToInstant implements Transform {
  private final List<DatePattern> patterns;
  private final ZoneId zone;

  /**
   * @param patterns tried in order; empty for ISO
   */
  public ToInstant(List<DatePattern> patterns, ZoneId zone) {
    this.patterns = patterns;
    this.zone = zone;
  }

  @Override
  public Instant apply(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof LocalDateTime dateTime) {
      return dateTime.atZone(zone).toInstant();
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    if (value instanceof ZonedDateTime dateTime) {
      return dateTime.toInstant();
    }
    String text = Text.of(value);
    Instant instant = parse(text);
    if (instant == null) {
      String narrow = Width.narrow(text);
      instant = narrow.equals(text) ? null : parse(narrow);
    }
    if (instant == null) {
      throw new ContentProblem("MAP-102", text, "is not a point in time", expected());
    }
    return instant;
  }

  private @Nullable Instant parse(String text) {
    return patterns.isEmpty() ? iso(text) : byPattern(text);
  }

  private @Nullable Instant byPattern(String text) {
    for (DatePattern pattern : patterns) {
      Instant instant = pattern.instant(text, zone);
      if (instant != null) {
        return instant;
      }
    }
    return null;
  }

  private @Nullable Instant iso(String text) {
    try {
      int length = text.length();
      if (length == 10) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      String iso = length > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
      boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      return offset
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeException notIso) {
      return null;
    }
  }

  private String expected() {
    return patterns.isEmpty()
        ? "a time such as 2026-03-15T10:00:00+08:00"
        : "a time as " + String.join(" or ", patterns.stream().map(DatePattern::text).toList());
  }

  @Override
  public String describe() {
    return "time in " + zone;
  }
}
