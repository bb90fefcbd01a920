package io.pipemill.adapter.file.internal.dbf;

import io.pipemill.adapter.file.internal.StrictText;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns out of the second part of a header.
 *
 * @param fields all, in the order of their bytes
 * @param nullFlags offset of the null flags in a record; -1 without
 * @param nullFlagBytes their length
 */
record DbfFields(List<DbfField> fields, int nullFlags, int nullFlagBytes) {
  private static final int DESCRIPTOR = 32;
  private static final int END = 0x0D;
  private static final int SYSTEM = 0x01;
  private static final int NULLABLE = 0x02;
  private static final int BINARY = 0x04;

  /**
   * @param bytes behind the fixed part, up to the first row
   */
  static DbfFields read(int version, byte[] bytes, int recordBytes, StrictText names)
      throws UnreadableFileException {
    int count = 0;
    while (count * DESCRIPTOR < bytes.length && bytes[count * DESCRIPTOR] != END) {
      count++;
    }
    if (count == 0 || count * DESCRIPTOR >= bytes.length) {
      throw DbfHeader.contradiction(count + " columns without an end", "columns and their end");
    }
    // Clipper and FoxPro keep the high byte of a long text's length where others keep decimals
    boolean longTexts = 1 + sum(bytes, count, true) == recordBytes;
    int sum = 1 + sum(bytes, count, longTexts);
    if (sum != recordBytes) {
      throw DbfHeader.contradiction(
          "rows of " + recordBytes + " bytes", "the columns' " + sum + " bytes");
    }
    boolean flagged = version >= 0x30 && version <= 0x32;
    List<DbfField> fields = new ArrayList<>();
    int offset = 1;
    int bit = 0;
    int nullFlags = -1;
    int nullFlagBytes = 0;
    for (int i = 0; i < count; i++) {
      int at = i * DESCRIPTOR;
      char type = (char) (bytes[at + 11] & 0xFF);
      int length = length(bytes, at, longTexts);
      int flags = flagged ? bytes[at + 18] : 0;
      // the bit of the length comes first, that of null follows
      int lengthBit = type == 'V' || type == 'Q' ? bit++ : -1;
      int nullBit = (flags & NULLABLE) == 0 ? -1 : bit++;
      if (type == '0') {
        nullFlags = offset;
        nullFlagBytes = length;
      }
      fields.add(
          new DbfField(
              name(bytes, at, i, names),
              type,
              offset,
              length,
              type == 'N' || type == 'F' ? bytes[at + 17] & 0xFF : 0,
              type == '0' || (flags & SYSTEM) != 0,
              (flags & BINARY) != 0,
              nullBit,
              lengthBit));
      offset += length;
    }
    if (bit > 0 && nullFlagBytes * 8 < bit) {
      throw DbfHeader.contradiction(
          nullFlagBytes + " bytes of null flags", bit + " bits for its columns");
    }
    return new DbfFields(List.copyOf(fields), nullFlags, nullFlagBytes);
  }

  private static int sum(byte[] bytes, int count, boolean longTexts) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += length(bytes, i * DESCRIPTOR, longTexts);
    }
    return sum;
  }

  private static int length(byte[] bytes, int at, boolean longTexts) {
    int length = bytes[at + 16] & 0xFF;
    return longTexts && bytes[at + 11] == 'C' ? length | (bytes[at + 17] & 0xFF) << 8 : length;
  }

  private static String name(byte[] bytes, int at, int index, StrictText names)
      throws UnreadableFileException {
    int end = at;
    while (end < at + 11 && bytes[end] != 0) {
      end++;
    }
    String name = names.decode(bytes, at, end);
    if (name == null) {
      throw DbfHeader.wrong(
          "FILE-059",
          io.pipemill.adapter.file.internal.BadCell.hex(bytes, at, end),
          "names in " + names.charset().name(),
          "the name of column "
              + (index + 1)
              + " is not "
              + names.charset().name()
              + ": say the table's encoding with file.encoding");
    }
    return name;
  }
}
