package io.pipemill.adapter.file.inbound;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables byte by byte, right and wrong. */
final class Tables {
  static final int DBASE3 = 0x03;
  static final int DBASE3_MEMO = 0x83;
  static final int DBASE4_MEMO = 0x8B;
  static final int VISUAL_FOXPRO = 0x30;
  private static final Charset GB = Charset.forName("GB18030");

  private record Column(byte[] name, char type, int length, int decimals, int flags) {}

  private final int version;
  private final int codePage;
  private final List<Column> columns = new ArrayList<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int count;

  Tables(int version, int codePage) {
    this.version = version;
    this.codePage = codePage;
  }

  Tables column(String name, char type, int length) {
    return column(name, type, length, 0, 0);
  }

  Tables column(String name, char type, int length, int decimals, int flags) {
    columns.add(new Column(name.getBytes(GB), type, length, decimals, flags));
    return this;
  }

  /** A row: text in GB18030, or the bytes as they are. */
  Tables row(Object... values) {
    return row(' ', values);
  }

  Tables deleted(Object... values) {
    return row('*', values);
  }

  private Tables row(char mark, Object... values) {
    rows.write(mark);
    for (int i = 0; i < values.length; i++) {
      byte[] value = values[i] instanceof byte[] bytes ? bytes : values[i].toString().getBytes(GB);
      byte[] cell = new byte[columns.get(i).length()];
      Arrays.fill(cell, (byte) ' ');
      System.arraycopy(value, 0, cell, 0, Math.min(cell.length, value.length));
      rows.writeBytes(cell);
    }
    count++;
    return this;
  }

  int headerBytes() {
    return 32 + 32 * columns.size() + 1 + (version == VISUAL_FOXPRO ? 263 : 0);
  }

  byte[] bytes() {
    int recordBytes = 1 + columns.stream().mapToInt(Column::length).sum();
    ByteBuffer head = ByteBuffer.allocate(headerBytes()).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) version).put((byte) 125).put((byte) 10).put((byte) 8);
    head.putInt(count).putShort((short) headerBytes()).putShort((short) recordBytes);
    head.put(29, (byte) codePage);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int at = 32 + 32 * i;
      head.position(at).put(column.name);
      head.put(at + 11, (byte) column.type);
      head.put(at + 16, (byte) column.length);
      head.put(at + 17, (byte) (column.type == 'C' ? column.length >> 8 : column.decimals));
      head.put(at + 18, (byte) column.flags);
    }
    head.put(32 + 32 * columns.size(), (byte) 0x0D);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(rows.toByteArray());
    all.write(0x1A);
    return all.toByteArray();
  }

  static byte[] little(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  static byte[] little(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  static byte[] moment(int julianDay, int millis) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(julianDay)
        .putInt(millis)
        .array();
  }

  /** FoxPro's memo file; the first text stands in block 8 of 64 bytes. */
  static byte[] fpt(String... texts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(ByteBuffer.allocate(512).putShort(6, (short) 64).array());
    for (String text : texts) {
      byte[] bytes = text.getBytes(GB);
      all.writeBytes(ByteBuffer.allocate(8).putInt(1).putInt(bytes.length).array());
      all.writeBytes(bytes);
      while (all.size() % 64 != 0) {
        all.write(0);
      }
    }
    return all.toByteArray();
  }

  /** The memo file of dBase III: the first text stands in block 1 of 512 bytes. */
  static byte[] dbt3(String text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[512]);
    all.writeBytes(text.getBytes(GB));
    all.writeBytes(new byte[] {0x1A, 0x1A});
    return all.toByteArray();
  }

  /** The memo file of dBase IV: the first text stands in block 1 of 512 bytes. */
  static byte[] dbt4(String text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    all.writeBytes(head.putShort(20, (short) 512).array());
    byte[] bytes = text.getBytes(GB);
    all.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x0008FFFF)
            .putInt(bytes.length + 8)
            .array());
    all.writeBytes(bytes);
    return all.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
