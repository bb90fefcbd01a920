package io.pipemill.mapping.out;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.Transform;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A date or time as text, by a pattern; times in the mapping's zone. */
final class Formatted implements Transform {
  private final DatePattern pattern;
  private final ZoneId zone;

  Formatted(DatePattern pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
  }

  @Override
  public Object apply(Object value) {
    try {
      if (value instanceof LocalDate date) {
        return pattern.formatter().format(date.atStartOfDay(zone));
      }
      if (value instanceof Instant instant) {
        return pattern.formatter().format(instant.atZone(zone));
      }
    } catch (DateTimeException e) {
      throw new ContentProblem(
          "MAP-102", value, "cannot be written as " + pattern.text(), "a date");
    }
    return value;
  }

  @Override
  public String describe() {
    return "written as " + pattern.text();
  }
}
