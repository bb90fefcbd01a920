package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** A growing array of bytes that knows how to write our values; for one thread at a time. */
public final class Utf8Buffer {
  private static final int LARGEST_KEPT = 1 << 20;
  private static final long SECONDS_A_DAY = 86_400;

  private byte[] bytes = new byte[4096];
  private int size;

  public void clear() {
    size = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[4096];
    }
  }

  public int size() {
    return size;
  }

  /** Forgets what was written after a place. */
  void rewind(int place) {
    size = place;
  }

  public byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  public void put(int one) {
    reserve(1);
    bytes[size++] = (byte) one;
  }

  void put(byte[] all) {
    put(all, all.length);
  }

  /** What another buffer holds. */
  public void put(Utf8Buffer other) {
    put(other.bytes, other.size);
  }

  private void put(byte[] all, int length) {
    reserve(length);
    System.arraycopy(all, 0, bytes, size, length);
    size += length;
  }

  /** Four bytes, the highest first. */
  void putInt(int value) {
    reserve(4);
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  /** Overwrites four bytes that were put before. */
  void setInt(int place, int value) {
    bytes[place] = (byte) (value >>> 24);
    bytes[place + 1] = (byte) (value >>> 16);
    bytes[place + 2] = (byte) (value >>> 8);
    bytes[place + 3] = (byte) value;
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  public void putAscii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /**
   * A text in UTF-8; a lone surrogate becomes three bytes of its own, so that no two texts meet.
   */
  public void putText(String text, int from, int to) {
    reserve((to - from) * 3);
    byte[] target = bytes;
    int at = size;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else {
        at = putWide(text, i, to, c, target, at);
        if (Character.isHighSurrogate(c)
            && i + 1 < to
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        }
      }
    }
    size = at;
  }

  private static int putWide(String text, int i, int to, char c, byte[] target, int at) {
    if (c < 0x800) {
      target[at++] = (byte) (0xC0 | c >> 6);
    } else if (Character.isHighSurrogate(c)
        && i + 1 < to
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      int point = Character.toCodePoint(c, text.charAt(i + 1));
      target[at++] = (byte) (0xF0 | point >> 18);
      target[at++] = (byte) (0x80 | point >> 12 & 0x3F);
      target[at++] = (byte) (0x80 | point >> 6 & 0x3F);
      target[at++] = (byte) (0x80 | point & 0x3F);
      return at;
    } else {
      target[at++] = (byte) (0xE0 | c >> 12);
      target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    target[at++] = (byte) (0x80 | c & 0x3F);
    return at;
  }

  /** Without exponent, as {@link BigDecimal#toPlainString}. */
  void putDecimal(BigDecimal number) {
    int scale = number.scale();
    if (scale < 0 || number.precision() > 18) {
      putAscii(number.toPlainString());
      return;
    }
    putDecimal(number.unscaledValue().longValue(), scale);
  }

  /**
   * A number of at most 18 digits, without exponent.
   *
   * @param unscaled its digits
   * @param scale how many of them stand behind the point, at least 0
   */
  public void putDecimal(long unscaled, int scale) {
    if (unscaled < 0) {
      put('-');
      unscaled = -unscaled;
    }
    int digits = Math.max(width(unscaled), scale + 1);
    reserve(digits + 1);
    int at = size + digits + (scale > 0 ? 1 : 0);
    size = at;
    for (int i = 0; i < digits; i++) {
      if (i == scale && scale > 0) {
        bytes[--at] = '.';
      }
      bytes[--at] = (byte) ('0' + unscaled % 10);
      unscaled /= 10;
    }
  }

  private static int width(long positive) {
    int width = 1;
    for (long least = 10; width < 19 && positive >= least; least *= 10) {
      width++;
    }
    return width;
  }

  void putDate(LocalDate day) {
    if (day.getYear() < 0 || day.getYear() > 9999) {
      putAscii(withoutPlus(day.toString()));
      return;
    }
    putDigits(day.getYear(), 4);
    put('-');
    putDigits(day.getMonthValue(), 2);
    put('-');
    putDigits(day.getDayOfMonth(), 2);
  }

  /** In UTC, with as many digits of the second as there are. */
  void putInstant(Instant instant) {
    long seconds = instant.getEpochSecond();
    long day = Math.floorDiv(seconds, SECONDS_A_DAY);
    if (day < -700_000 || day > 2_932_896) { // before the year 54 or after 9999
      putAscii(withoutPlus(instant.toString()));
      return;
    }
    int second = (int) (seconds - day * SECONDS_A_DAY);
    putDate(LocalDate.ofEpochDay(day));
    put('T');
    putDigits(second / 3600, 2);
    put(':');
    putDigits(second / 60 % 60, 2);
    put(':');
    putDigits(second % 60, 2);
    int nanos = instant.getNano();
    if (nanos != 0) {
      put('.');
      int width = 9;
      while (nanos % 10 == 0) {
        nanos /= 10;
        width--;
      }
      putDigits(nanos, width);
    }
    put('Z');
  }

  /** A number that is not negative, with zeros in front to a width; a wider one in full. */
  public void putDigits(int value, int least) {
    int width = Math.max(least, width(value));
    reserve(width);
    for (int i = size + width - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    size += width;
  }

  private static String withoutPlus(String text) {
    return text.startsWith("+") ? text.substring(1) : text;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
