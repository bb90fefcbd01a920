package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Bounds of days and instants. */
final class TimeChecks {
  private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private TimeChecks() {}

  /** A year that has no four digits cannot even be written. */
  private static Rule rule(int year, boolean early) {
    if (year < 1 || year > 9999) {
      return Rule.NOTATION;
    }
    return early ? Rule.TOO_SMALL : Rule.TOO_LARGE;
  }

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
        Rule rule = rule(day.getYear(), day.isBefore(earliest));
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
        // written as in XML, where the year before 1 or after 9999 has another form
        boolean fourDigits = !instant.isBefore(YEAR_1) && instant.isBefore(YEAR_10000);
        Rule rule = rule(fourDigits ? 1 : 0, instant.isBefore(earliest));
        into.add(
            rule.violation(
                path, instant, "an instant" + Expectation.bounds(facets), "is out of range"));
      }
    }
  }
}
