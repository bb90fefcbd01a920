package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import java.io.Reader;

/**
 * Adds a row of our own behind the last: if it does not come out again as a row, a quotation mark
 * was left open and has swallowed it.
 */
final class EndMarkReader extends Reader {
  static final String MARK = "\u0001end of file\u0001";
  private final Reader in;
  private final String tail = "\n" + MARK;
  private int given = -1;

  EndMarkReader(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (given < 0) {
      int read = in.read(target, offset, length);
      if (read >= 0) {
        return read;
      }
      given = 0;
    }
    int count = Math.min(length, tail.length() - given);
    if (count <= 0) {
      return -1;
    }
    tail.getChars(given, given + count, target, offset);
    given += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
