package io.pipemill.adapter.file.internal.dbf;

import io.pipemill.adapter.file.internal.StrictText;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table says of itself: dBase III to V, FoxPro 2, Visual FoxPro ("Table File Structure",
 * Microsoft). Nothing in it is believed before it fits the rest and the size of the file.
 *
 * @param version first byte
 * @param records number of rows, deleted ones too
 * @param headerBytes where the first row begins
 * @param recordBytes length of a row with its deletion mark
 * @param charset of its texts; null if neither the header nor the settings name one
 * @param fields the columns
 * @param nullFlags offset of the null flags in a record; -1 without
 * @param nullFlagBytes their length
 */
public record DbfHeader(
    int version,
    long records,
    int headerBytes,
    int recordBytes,
    @Nullable Charset charset,
    List<DbfField> fields,
    int nullFlags,
    int nullFlagBytes) {

  static final int FIXED_BYTES = 32;

  /** FoxPro 2 and dBase with and without memo files, Visual FoxPro, SQL tables of dBase IV. */
  private static final Set<Integer> VERSIONS =
      Set.of(0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB);

  /**
   * Reads the header off a stream, which then stands before the first row.
   *
   * @param size of the file in bytes
   * @param encoding wins over the code page of the header; null to believe the header
   * @throws UnreadableFileException if it is no table, contradicts itself or promises more than the
   *     file has
   */
  public static DbfHeader read(InputStream in, long size, @Nullable Charset encoding)
      throws IOException {
    byte[] head = in.readNBytes(FIXED_BYTES);
    int version = head.length == 0 ? 0 : head[0] & 0xFF;
    if (head.length < FIXED_BYTES || !VERSIONS.contains(version)) {
      throw wrong("FILE-050", hex(version), "a table of dBase III to V or FoxPro", noTable(head));
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (head[15] != 0) {
      throw wrong("FILE-050", "encrypted", "a table in the clear", "the table is encrypted");
    }
    long records = bytes.getInt(4) & 0xFFFFFFFFL;
    int headerBytes = bytes.getShort(8) & 0xFFFF;
    int recordBytes = bytes.getShort(10) & 0xFFFF;
    Charset charset = encoding == null ? CodePages.of(head[29] & 0xFF) : encoding;
    if (headerBytes < FIXED_BYTES + 1 || recordBytes < 1) {
      throw contradiction(
          "header of " + headerBytes + " bytes, rows of " + recordBytes + " bytes", "both more");
    }
    byte[] rest = in.readNBytes(headerBytes - FIXED_BYTES);
    if (rest.length < headerBytes - FIXED_BYTES) {
      throw cutOff(size + " bytes", "a header of " + headerBytes + " bytes");
    }
    DbfFields fields = DbfFields.read(version, rest, recordBytes, names(charset));
    long needed = headerBytes + records * recordBytes;
    if (size < needed) {
      long whole = Math.max(0, size - headerBytes) / recordBytes;
      throw cutOff(whole + " whole rows", records + " rows of " + recordBytes + " bytes");
    }
    return new DbfHeader(
        version,
        records,
        headerBytes,
        recordBytes,
        charset,
        fields.fields(),
        fields.nullFlags(),
        fields.nullFlagBytes());
  }

  /** Extension of the file with the memos, in small letters. */
  public String memoExtension() {
    return version == 0x83 || version == 0x8B || version == 0xCB ? "dbt" : "fpt";
  }

  private static StrictText names(@Nullable Charset charset) {
    return new StrictText(charset == null ? StandardCharsets.US_ASCII : charset);
  }

  private static String noTable(byte[] head) {
    if (head.length < FIXED_BYTES) {
      return "the file is no table: it is shorter than the header of one";
    }
    int version = head[0] & 0xFF;
    return switch (version) {
      case 0x04, 0x8C -> "the table is of dBase 7: export it as dBase IV or FoxPro";
      case 0x02 -> "the table is of FoxBASE or dBase II: export it as dBase III or later";
      case 0xE5 -> "the table is of HiPer-Six with SMT memos: export it as FoxPro";
      case 'P' -> "the file is no table: it looks like a workbook or an archive";
      case 0xD0 -> "the file is no table: it looks like an old workbook";
      default -> "the file is no table: its first byte is " + hex(version);
    };
  }

  static UnreadableFileException contradiction(String found, String expected) {
    return wrong("FILE-051", found, expected, "the header of the table contradicts itself");
  }

  static UnreadableFileException cutOff(String found, String expected) {
    return wrong(
        "FILE-052",
        found,
        expected,
        "the table breaks off: it has " + found + ", its header promises " + expected);
  }

  static UnreadableFileException wrong(String code, String found, String expected, String message) {
    return new UnreadableFileException(new Violation(code, "file", found, expected, null, message));
  }

  private static String hex(int value) {
    return String.format(Locale.ROOT, "0x%02X", value);
  }
}
