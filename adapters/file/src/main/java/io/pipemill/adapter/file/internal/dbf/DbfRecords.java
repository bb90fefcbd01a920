package io.pipemill.adapter.file.internal.dbf;

import java.io.IOException;
import java.io.InputStream;

/** Walks over the rows of a table, deleted ones too. */
public final class DbfRecords implements AutoCloseable {
  private final InputStream in;
  private final DbfHeader header;
  private final byte[] bytes;
  private long number;

  /**
   * @param in stands before the first row
   */
  public DbfRecords(InputStream in, DbfHeader header) {
    this.in = in;
    this.header = header;
    this.bytes = new byte[header.recordBytes()];
  }

  /**
   * Goes to the next row; false behind the last.
   *
   * @throws io.pipemill.adapter.file.internal.UnreadableFileException if a row is none, or if rows
   *     stand behind the last that the header counts
   */
  public boolean next() throws IOException {
    if (number == header.records()) {
      verifyEnd();
      return false;
    }
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw DbfHeader.cutOff(number + " whole rows", header.records() + " rows");
    }
    number++;
    if (bytes[0] != ' ' && bytes[0] != '*') {
      throw DbfHeader.contradiction(
          "row " + number + " begins with " + bytes[0], "a blank or an asterisk");
    }
    return true;
  }

  /** A writer that died before it counted has left whole rows: they must not be lost in silence. */
  private void verifyEnd() throws IOException {
    int mark = in.read();
    if ((mark == ' ' || mark == '*')
        && in.readNBytes(bytes, 1, bytes.length - 1) == bytes.length - 1) {
      throw DbfHeader.wrong(
          "FILE-053",
          "more than " + header.records() + " rows",
          "as many as the header counts",
          "rows stand behind the last of the "
              + header.records()
              + " that the header counts: the table was not closed; open and close it with the"
              + " program that writes it");
    }
  }

  /** Number of the row as the table counts them, from 1. */
  public long number() {
    return number;
  }

  public boolean deleted() {
    return bytes[0] == '*';
  }

  /** Its bytes, the deletion mark first; the same array for every row. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
