package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.Values;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a changedBy column mean: their order, how far clocks may make them wrong, and
 * the moment they stand for.
 */
enum ChangeOrder {
  /** A moment. */
  INSTANT,
  /** A wall clock without a zone. */
  LOCAL,
  /** A day. */
  DAY,
  /** A rising number (sequence, row version). */
  NUMBER,
  /** Text in rising order, mostly yyyyMMddHHmmss. */
  TEXT;

  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  static ChangeOrder of(Column column) {
    return switch (column.jdbcType()) {
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      case Types.TIMESTAMP -> column.typeName().equals("timestamptz") ? INSTANT : LOCAL;
      case Types.DATE -> DAY;
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> NUMBER;
      default -> TEXT;
    };
  }

  boolean timed() {
    return this == INSTANT || this == LOCAL || this == DAY;
  }

  /** The value a text of ours stands for. */
  Object parse(String text) {
    return switch (this) {
      case INSTANT -> Instant.parse(text);
      case LOCAL -> LocalDateTime.parse(text);
      case DAY -> LocalDate.parse(text);
      case NUMBER -> new BigDecimal(text);
      case TEXT -> text;
    };
  }

  String text(Object value) {
    return Objects.requireNonNull(Values.text(value));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  int compare(Object a, Object b) {
    if (this == NUMBER) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    return ((Comparable) a).compareTo(b);
  }

  /** The moment, as far as the value says one. */
  @Nullable Instant moment(Object value, ZoneId zone) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    if (value instanceof LocalDate day) {
      return day.atStartOfDay(zone).toInstant();
    }
    LocalDateTime local = this == TEXT ? digits((String) value) : null;
    return local == null ? null : local.atZone(zone).toInstant();
  }

  /**
   * The highest value below which no transaction that starts from now on will write: neither beyond
   * what was read (writers' clocks are trusted among each other) nor beyond the server's clock (a
   * row dated into the future must not hide the others), less the overlap. Inclusive: rows with
   * this very value are looked at again.
   */
  Object candidate(Object high, Instant now, Duration overlap, ZoneId zone) {
    return switch (this) {
      case INSTANT -> least((Instant) high, now).minus(overlap);
      case LOCAL -> least((LocalDateTime) high, lowestWallClock(now, zone)).minus(overlap);
      case DAY -> {
        LocalDate today = lowestWallClock(now, zone).minus(overlap).toLocalDate();
        yield today.isBefore((LocalDate) high) ? today : high;
      }
      case NUMBER -> high;
      case TEXT -> {
        LocalDateTime read = digits((String) high);
        yield read == null
            ? high
            : DIGITS.format(least(read, lowestWallClock(now, zone)).minus(overlap));
      }
    };
  }

  /** The lowest wall clock time from now on: where clocks are about to be put back, that one. */
  private static LocalDateTime lowestWallClock(Instant now, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    var next = zone.getRules().nextTransition(now);
    return next != null && next.isOverlap() ? least(local, next.getDateTimeAfter()) : local;
  }

  private static Instant least(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static LocalDateTime least(LocalDateTime a, LocalDateTime b) {
    return a.isBefore(b) ? a : b;
  }

  private static @Nullable LocalDateTime digits(String text) {
    if (text.length() != 14) {
      return null;
    }
    try {
      return LocalDateTime.parse(text, DIGITS);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The zone of wall clocks where nothing names one. */
  static ZoneId zone(@Nullable ZoneId configured, @Nullable String serverZone) {
    if (configured != null) {
      return configured;
    }
    try {
      return serverZone == null ? ZoneOffset.UTC : ZoneId.of(serverZone);
    } catch (java.time.DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
