package io.pipemill.adapter.file.internal.dbf;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file with a table's long texts: FPT of FoxPro, DBT of dBase III and IV. */
public final class DbfMemo implements AutoCloseable {
  private static final int BLOCK_OF_DBASE = 512;
  private static final int TEXT = 1;
  private final RandomAccessFile file;
  private final long size;
  private final int most;
  private final boolean fpt;
  private final boolean lengths;
  private final int block;

  /**
   * @param most longest text in bytes
   * @throws UnreadableFileException if it is no memo file
   */
  public DbfMemo(Path path, DbfHeader header, int most) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    try {
      this.size = file.length();
      this.most = most;
      this.fpt = header.memoExtension().equals("fpt");
      this.lengths = header.version() != 0x83;
      this.block = block();
    } catch (IOException e) {
      file.close();
      throw e;
    }
    if (block < 1) {
      file.close();
      throw DbfHeader.wrong(
          "FILE-054", "blocks of 0 bytes", "a memo file", "the memo file is damaged or empty");
    }
  }

  private int block() throws IOException {
    byte[] head = bytes(0, 32);
    if (head == null) {
      return 0;
    }
    if (fpt) {
      return ByteBuffer.wrap(head).getShort(6) & 0xFFFF;
    }
    int stated = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(20) & 0xFFFF;
    return !lengths || stated == 0 ? BLOCK_OF_DBASE : stated;
  }

  /** The bytes of a text; null if the block is none, breaks off or is longer than allowed. */
  public byte @Nullable [] text(long number) throws IOException {
    long at = number * block;
    if (number < 1 || at >= size) {
      return null;
    }
    return lengths ? ofStatedLength(at) : untilMark(at);
  }

  private byte @Nullable [] ofStatedLength(long at) throws IOException {
    byte[] head = bytes(at, 8);
    if (head == null) {
      return null;
    }
    ByteBuffer numbers =
        ByteBuffer.wrap(head).order(fpt ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int kind = numbers.getInt(0);
    // dBase IV counts the eight bytes before the text, FoxPro does not
    long length = (numbers.getInt(4) & 0xFFFFFFFFL) - (fpt ? 0 : 8);
    boolean text = fpt ? kind == TEXT : kind == 0x0008FFFF;
    return text && length >= 0 && length <= most ? bytes(at + 8, (int) length) : null;
  }

  /** dBase III writes no length: a text ends with 0x1A. */
  private byte @Nullable [] untilMark(long at) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (long from = at; from < size && text.size() <= most; from += BLOCK_OF_DBASE) {
      byte[] part = bytes(from, (int) Math.min(BLOCK_OF_DBASE, size - from));
      for (int i = 0; part != null && i < part.length; i++) {
        if (part[i] == 0x1A) {
          text.write(part, 0, i);
          return text.size() <= most ? text.toByteArray() : null;
        }
      }
      if (part != null) {
        text.write(part, 0, part.length);
      }
    }
    return null;
  }

  private byte @Nullable [] bytes(long at, int length) throws IOException {
    if (at + length > size) {
      return null;
    }
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
