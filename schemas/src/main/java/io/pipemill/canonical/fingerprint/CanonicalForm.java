package io.pipemill.canonical.fingerprint;

import io.pipemill.canonical.model.Nfc;
import io.pipemill.canonical.model.Utf8Buffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes values in the form that is hashed: a tag, then the value; see the README. */
final class CanonicalForm {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private final Utf8Buffer out;
  private final Utf8Buffer text = new Utf8Buffer();

  CanonicalForm(Utf8Buffer out) {
    this.out = out;
  }

  void write(ColumnRule rule, @Nullable Object value) {
    if (value == null) {
      out.put('N');
      return;
    }
    switch (rule.kind()) {
      case TEXT -> text(rule, (String) value);
      case NUMBER -> number(value);
      case FLOAT -> rounded(rule.places(), (Number) value);
      case LOCAL -> local(value);
      case INSTANT -> instant(value);
      case TIME -> {
        out.put('C');
        time((LocalTime) value);
      }
      case BINARY -> binary(rule, (byte[]) value);
      case UUID -> uuid(value);
    }
  }

  private void text(ColumnRule rule, String value) {
    String normal = rule.nfc() ? Nfc.of(value) : value;
    int end = normal.length();
    while (rule.trim() && end > 0 && normal.charAt(end - 1) == ' ') {
      end--;
    }
    if (end == 0 && rule.emptyIsNull()) {
      out.put('N');
      return;
    }
    text.clear();
    text.putText(rule.foldDigits() ? folded(normal) : normal, 0, end);
    out.put('T');
    out.putAscii(Integer.toString(text.size()));
    out.put(':');
    out.put(text);
  }

  private static String folded(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (fullWidthDigit(value.charAt(i))) {
        char[] chars = value.toCharArray();
        for (int j = i; j < chars.length; j++) {
          if (fullWidthDigit(chars[j])) {
            chars[j] = (char) (chars[j] - '\uFF10' + '0');
          }
        }
        return new String(chars);
      }
    }
    return value;
  }

  private static boolean fullWidthDigit(char c) {
    return c >= '\uFF10' && c <= '\uFF19';
  }

  private void number(Object value) {
    out.put('D');
    if (value instanceof BigDecimal decimal) {
      decimal(decimal);
    } else if (value instanceof Boolean truth) {
      out.put(truth ? '1' : '0');
    } else if (value instanceof Double special && !Double.isFinite(special)) {
      out.putAscii(special.toString());
    } else if (value instanceof BigInteger whole) {
      out.putAscii(whole.toString());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      out.putAscii(Long.toString(((Number) value).longValue()));
    } else {
      throw new ClassCastException();
    }
  }

  /** By value: neither zeros at the end nor a scale count, and there is no exponent. */
  private void decimal(BigDecimal value) {
    if (value.signum() == 0) {
      out.put('0');
      return;
    }
    int scale = value.scale();
    if (scale < 0 || value.precision() > 18) {
      out.putAscii(value.stripTrailingZeros().toPlainString());
      return;
    }
    long unscaled = value.unscaledValue().longValue();
    while (scale > 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
    out.putDecimal(unscaled, scale);
  }

  /**
   * As PostgreSQL turns floating point into a decimal: 15 digits of a double, 6 of a float, then
   * half away from zero.
   */
  private void rounded(int places, Number value) {
    double number = value.doubleValue();
    out.put('D');
    if (!Double.isFinite(number)) {
      out.putAscii(Double.toString(number));
      return;
    }
    MathContext digits = new MathContext(value instanceof Float ? 6 : 15, RoundingMode.HALF_EVEN);
    decimal(new BigDecimal(number).round(digits).setScale(places, RoundingMode.HALF_UP));
  }

  private void local(Object value) {
    out.put('L');
    if (value instanceof LocalDateTime moment) {
      moment(moment);
    } else {
      LocalDate day = (LocalDate) value;
      if (day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN)) {
        endless(day.equals(LocalDate.MAX));
      } else {
        moment(day.atStartOfDay());
      }
    }
  }

  private void instant(Object value) {
    out.put('I');
    if (value instanceof OffsetDateTime moment) {
      if (moment.equals(OffsetDateTime.MAX) || moment.equals(OffsetDateTime.MIN)) {
        endless(moment.equals(OffsetDateTime.MAX));
      } else {
        moment(moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
      }
    } else if (value instanceof ZonedDateTime moment) {
      moment(moment.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
    } else {
      moment(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
    }
  }

  private void moment(LocalDateTime moment) {
    if (moment.equals(LocalDateTime.MAX) || moment.equals(LocalDateTime.MIN)) {
      endless(moment.equals(LocalDateTime.MAX));
      return;
    }
    int year = moment.getYear();
    out.putDigits(year > 0 ? year : 1 - year, 4);
    out.put('-');
    out.putDigits(moment.getMonthValue(), 2);
    out.put('-');
    out.putDigits(moment.getDayOfMonth(), 2);
    out.put(' ');
    time(moment.toLocalTime());
    if (year <= 0) {
      out.putAscii(" BC");
    }
  }

  /** What PostgreSQL calls infinity; its driver gives the ends of Java's time for it. */
  private void endless(boolean future) {
    out.putAscii(future ? "infinity" : "-infinity");
  }

  /** To the microsecond; what is finer is cut off, not rounded. */
  private void time(LocalTime time) {
    out.putDigits(time.getHour(), 2);
    out.put(':');
    out.putDigits(time.getMinute(), 2);
    out.put(':');
    out.putDigits(time.getSecond(), 2);
    out.put('.');
    out.putDigits(time.getNano() / 1000, 6);
  }

  private void binary(ColumnRule rule, byte[] value) {
    if (value.length == 0 && rule.emptyIsNull()) {
      out.put('N');
      return;
    }
    out.put('X');
    out.putAscii(Integer.toString(value.length));
    out.put(':');
    for (byte b : value) {
      out.put(HEX[b >> 4 & 0xF]);
      out.put(HEX[b & 0xF]);
    }
  }

  private void uuid(Object value) {
    out.put('U');
    if (value instanceof UUID uuid) {
      hex(uuid.getMostSignificantBits());
      hex(uuid.getLeastSignificantBits());
    } else {
      byte[] bytes = (byte[]) value;
      if (bytes.length != 16) {
        throw new IllegalArgumentException(
            "bytes of a UUID: found " + bytes.length + ", expected 16");
      }
      for (byte b : bytes) {
        out.put(HEX[b >> 4 & 0xF] | 0x20);
        out.put(HEX[b & 0xF] | 0x20);
      }
    }
  }

  /** In small letters; setting the bit leaves digits as they are. */
  private void hex(long bits) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.put(HEX[(int) (bits >>> shift) & 0xF] | 0x20);
    }
  }
}
