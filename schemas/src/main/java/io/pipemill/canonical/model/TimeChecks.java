package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Bounds of days and instants. */
final class TimeChecks {
  private TimeChecks() {}

  static final class DateCheck extends ValueCheck {
    private final Facets facets;
    private final LocalDate earliest;
    private final LocalDate latest;

    DateCheck(Facets facets, String earliest, String latest) {
      this.facets = facets;
      this.earliest = LocalDate.parse(earliest);
      this.latest = LocalDate.parse(latest);
    }

    @Override
    boolean accepts(Object value) {
      LocalDate day = (LocalDate) value;
      return !day.isBefore(earliest) && !day.isAfter(latest);
    }

    @Override
    void explain(Object value, String path, List<Violation> into) {
      LocalDate day = (LocalDate) value;
      if (!accepts(day)) {
        Rule rule = day.isBefore(earliest) ? Rule.TOO_SMALL : Rule.TOO_LARGE;
        into.add(rule.violation(path, day, Expectation.date(facets), "is out of range"));
      }
    }
  }

  static final class InstantCheck extends ValueCheck {
    private final Facets facets;
    private final Instant earliest;
    private final Instant latest;

    InstantCheck(Facets facets, String earliest, String latest) {
      this.facets = facets;
      this.earliest = OffsetDateTime.parse(earliest).toInstant();
      this.latest = OffsetDateTime.parse(latest).toInstant();
    }

    @Override
    boolean accepts(Object value) {
      Instant instant = (Instant) value;
      return !instant.isBefore(earliest) && !instant.isAfter(latest);
    }

    @Override
    void explain(Object value, String path, List<Violation> into) {
      Instant instant = (Instant) value;
      if (!accepts(instant)) {
        Rule rule = instant.isBefore(earliest) ? Rule.TOO_SMALL : Rule.TOO_LARGE;
        into.add(
            rule.violation(
                path, instant, "an instant" + Expectation.bounds(facets), "is out of range"));
      }
    }
  }
}
