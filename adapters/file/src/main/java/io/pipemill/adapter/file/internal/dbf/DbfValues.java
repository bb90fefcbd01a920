package io.pipemill.adapter.file.internal.dbf;

import io.pipemill.adapter.file.internal.BadCell;
import io.pipemill.adapter.file.internal.StrictText;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.JulianFields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values out of the bytes of a row: text, decimal, whole number, boolean, date, date and time, or
 * null; a {@link BadCell} where the bytes are none of these. Nothing is rounded off, rolled over or
 * taken for zero.
 */
public final class DbfValues {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(E[+-]?\\d{1,3})?");
  private static final int MILLIS_OF_DAY = 86_400_000;
  private final DbfHeader header;
  private final StrictText texts;
  private final @Nullable DbfMemo memo;

  /**
   * @param memo null if no memo is read
   */
  public DbfValues(DbfHeader header, @Nullable DbfMemo memo) {
    this.header = header;
    this.texts =
        new StrictText(header.charset() == null ? StandardCharsets.US_ASCII : header.charset());
    this.memo = memo;
  }

  /** Whether values of the column are read: pictures, objects and the like are not. */
  public static boolean readable(DbfField field, DbfHeader header) {
    return switch (field.type()) {
      case 'C', 'V', 'N', 'F', 'D', 'L' -> true;
      case 'M' -> !field.binary() && (field.length() == 4 || field.length() == 10);
      case 'I', 'Y', 'T' -> field.length() == (field.type() == 'I' ? 4 : 8);
      // a double of Visual FoxPro; in dBase V the same letter is a picture
      case 'B' -> field.length() == 8 && header.version() >= 0x30 && header.version() <= 0x32;
      default -> false;
    };
  }

  /**
   * @throws UnreadableFileException if a text is not of the table's encoding
   */
  public @Nullable Object value(DbfField field, DbfRecords record) throws IOException {
    byte[] row = record.bytes();
    int from = field.offset();
    int to = from + field.length();
    if (bit(row, field.nullBit())) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    return switch (field.type()) {
      case 'C' -> text(row, from, to, field, record.number());
      case 'V' -> {
        int length = bit(row, field.lengthBit()) ? row[to - 1] & 0xFF : field.length();
        yield length > field.length()
            ? bad(String.valueOf(length), "a length up to " + field.length())
            : text(row, from, from + length, field, record.number());
      }
      case 'N', 'F' -> number(row, from, to);
      case 'D' -> date(row, from, to);
      case 'L' -> logical(row[from]);
      case 'I' -> (long) bytes.getInt(from);
      case 'Y' -> BigDecimal.valueOf(bytes.getLong(from), 4);
      case 'T' -> moment(bytes.getInt(from), bytes.getInt(from + 4));
      case 'B' -> fraction(bytes.getDouble(from));
      default -> memo(bytes, from, field, record.number());
    };
  }

  private boolean bit(byte[] row, int bit) {
    return bit >= 0 && (row[header.nullFlags() + bit / 8] >> (bit % 8) & 1) == 1;
  }

  private @Nullable Object text(byte[] bytes, int from, int to, DbfField field, long number)
      throws UnreadableFileException {
    int end = to;
    while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
      end--;
    }
    if (end == from) {
      return null;
    }
    String text = texts.decode(bytes, from, end);
    if (text != null) {
      return text;
    }
    String hex = BadCell.hex(bytes, texts.wrongAt(), Math.min(end, texts.wrongEnd()));
    if (header.charset() == null) {
      throw notOf(
          "FILE-059",
          number,
          field,
          hex,
          "the header names no code page: say the table's encoding with file.encoding");
    }
    String name = texts.charset().name();
    if (texts.wrongEnd() >= to && field.type() != 'M') {
      return new BadCell(
          "FILE-055",
          hex,
          "whole characters",
          "the text fills its column and its last character is cut in half");
    }
    throw notOf(
        "FILE-002",
        number,
        field,
        hex,
        "text is not " + name + ": the encoding is another, or the table is damaged");
  }

  private UnreadableFileException notOf(
      String code, long number, DbfField field, String hex, String message) {
    return new UnreadableFileException(
        new io.pipemill.canonical.Violation(
            code,
            field.name(),
            hex,
            "text in " + texts.charset().name(),
            "record " + number + ", column " + field.name(),
            message));
  }

  private static @Nullable Object number(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    String stripped = text.replace('\0', ' ').strip();
    if (stripped.isEmpty()) {
      return null;
    }
    return NUMBER.matcher(stripped).matches()
        ? new BigDecimal(stripped)
        : bad(
            stripped,
            stripped.chars().allMatch(c -> c == '*')
                ? "a number that fits its column: this one did not when it was written"
                : "a number");
  }

  private static @Nullable Object date(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    String stripped = text.replace('\0', ' ').strip();
    if (stripped.isEmpty() || stripped.equals("00000000")) {
      return null;
    }
    try {
      if (stripped.length() == 8 && stripped.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return LocalDate.of(
            Integer.parseInt(stripped.substring(0, 4)),
            Integer.parseInt(stripped.substring(4, 6)),
            Integer.parseInt(stripped.substring(6)));
      }
    } catch (DateTimeException e) {
      // told below
    }
    return bad(stripped, "a day as yyyyMMdd");
  }

  private static @Nullable Object logical(byte value) {
    return switch (value) {
      case 'T', 't', 'Y', 'y' -> true;
      case 'F', 'f', 'N', 'n' -> false;
      case ' ', '?', 0 -> null;
      default -> bad(String.valueOf((char) (value & 0xFF)), "T, F, Y, N or ?");
    };
  }

  private static @Nullable Object moment(int day, int millis) {
    if (day == 0 && millis == 0 || day == 0x20202020 && millis == 0x20202020) {
      return null;
    }
    try {
      if (millis >= 0 && millis < MILLIS_OF_DAY) {
        return LocalDate.EPOCH
            .with(JulianFields.JULIAN_DAY, day)
            .atTime(LocalTime.ofNanoOfDay(millis * 1_000_000L));
      }
    } catch (DateTimeException e) {
      // told below
    }
    return bad(day + " " + millis, "a Julian day and milliseconds of it");
  }

  private static Object fraction(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value))
        : bad(String.valueOf(value), "a number");
  }

  private @Nullable Object memo(ByteBuffer row, int from, DbfField field, long number)
      throws IOException {
    long block;
    if (field.length() == 4) {
      block = row.getInt(from) & 0xFFFFFFFFL;
    } else {
      Object stated = number(row.array(), from, from + field.length());
      if (stated instanceof BadCell) {
        return stated;
      }
      block = stated instanceof BigDecimal decimal ? decimal.longValue() : 0;
    }
    if (block == 0 || memo == null) {
      return null;
    }
    byte[] text = memo.text(block);
    if (text == null) {
      return new BadCell(
          "FILE-057",
          "block " + block,
          "a text in the memo file",
          "the memo file has no text there: it is damaged, or not the one of this table");
    }
    return text(text, 0, text.length, field, number);
  }

  private static BadCell bad(String value, String expected) {
    return new BadCell("FILE-056", value, expected, "'" + value + "' is no value of its column");
  }
}
