package io.pipemill.demo;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as FoxPro 2 or Visual FoxPro writes it, in code page 936, with its memo file: texts that
 * are too long for their column are cut off by the byte, numbers that are become asterisks.
 */
final class FoxTable {
  static final Charset GBK = Charset.forName("GBK");
  private static final int FOXPRO_2 = 0x03;
  private static final int VISUAL = 0x30;
  private static final int BACKLINK = 263;
  private static final int MEMO_BLOCK = 64;

  private record Column(String name, char type, int length, int decimals) {}

  private final int version;
  private final List<Column> columns = new ArrayList<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final ByteArrayOutputStream memos = new ByteArrayOutputStream();
  private int count;

  private FoxTable(int version) {
    this.version = version;
    memos.writeBytes(ByteBuffer.allocate(512).putShort(6, (short) MEMO_BLOCK).array());
  }

  static FoxTable foxPro2() {
    return new FoxTable(FOXPRO_2);
  }

  static FoxTable visualFoxPro() {
    return new FoxTable(VISUAL);
  }

  /** Adds a column: {@code TANKNO C 8}, {@code TOV N 12 3}. */
  FoxTable column(String declared) {
    String[] parts = declared.split(" ");
    columns.add(
        new Column(
            parts[0],
            parts[1].charAt(0),
            parts.length > 2 ? Integer.parseInt(parts[2]) : parts[1].equals("M") ? 4 : 8,
            parts.length > 3 ? Integer.parseInt(parts[3]) : 0));
    return this;
  }

  void rename(String from, String to) {
    columns.replaceAll(c -> c.name.equals(from) ? new Column(to, c.type, c.length, c.decimals) : c);
  }

  void row(boolean deleted, List<@Nullable Object> values) {
    rows.write(deleted ? '*' : ' ');
    for (int i = 0; i < columns.size(); i++) {
      rows.writeBytes(cell(columns.get(i), values.get(i)));
    }
    count++;
  }

  private byte[] cell(Column column, @Nullable Object value) {
    byte[] cell = new byte[column.length];
    Arrays.fill(cell, (byte) ' ');
    if (column.type == 'T') {
      return moment((LocalDateTime) value);
    }
    if (column.type == 'M') {
      return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(memo(value)).array();
    }
    if (value == null) {
      return cell;
    }
    if (column.type == 'N') {
      String number =
          new BigDecimal(value.toString())
              .setScale(column.decimals, java.math.RoundingMode.HALF_UP)
              .toPlainString();
      String fitting = number.length() > column.length ? "*".repeat(column.length) : number;
      return (" ".repeat(column.length - fitting.length()) + fitting).getBytes(GBK);
    }
    byte[] text = value.toString().getBytes(GBK);
    System.arraycopy(text, 0, cell, 0, Math.min(text.length, cell.length));
    return cell;
  }

  private static byte[] moment(@Nullable LocalDateTime time) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return time == null
        ? bytes.array()
        : bytes
            .putInt((int) time.getLong(JulianFields.JULIAN_DAY))
            .putInt(time.get(ChronoField.MILLI_OF_DAY))
            .array();
  }

  private int memo(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    int block = memos.size() / MEMO_BLOCK;
    byte[] text = value.toString().getBytes(GBK);
    memos.writeBytes(ByteBuffer.allocate(8).putInt(1).putInt(text.length).array());
    memos.writeBytes(text);
    memos.writeBytes(new byte[(MEMO_BLOCK - memos.size() % MEMO_BLOCK) % MEMO_BLOCK]);
    return block;
  }

  byte[] table() {
    int headerBytes = 32 + 32 * columns.size() + 1 + (version == VISUAL ? BACKLINK : 0);
    int recordBytes = 1 + columns.stream().mapToInt(Column::length).sum();
    ByteBuffer head = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) version).put((byte) 25).put((byte) 10).put((byte) 31);
    head.putInt(count).putShort((short) headerBytes).putShort((short) recordBytes);
    head.put(29, (byte) 0x7A);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int at = 32 + 32 * i;
      head.position(at).put(column.name.getBytes(GBK));
      head.put(at + 11, (byte) column.type);
      head.put(at + 16, (byte) column.length);
      head.put(at + 17, (byte) column.decimals);
    }
    head.put(32 + 32 * columns.size(), (byte) 0x0D);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(rows.toByteArray());
    all.write(0x1A);
    return all.toByteArray();
  }

  byte[] memoFile() {
    return memos.toByteArray();
  }
}
