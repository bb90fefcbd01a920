package io.pipemill.adapter.file.internal;

import io.pipemill.canonical.Violation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds how many bytes are read for one record, whatever a parser does with them: a name, a
 * comment or an attribute of any length ends here.
 */
public final class BoundedInput extends FilterInputStream {
  private static final int READ_AHEAD = 256 * 1024;
  private final int perRecord;
  private long read;
  private long limit;

  public BoundedInput(InputStream in, int perRecord) {
    super(in);
    this.perRecord = perRecord;
    nextRecord();
  }

  /** A record begins or has ended: the next one may have as many bytes again. */
  public void nextRecord() {
    limit = read + perRecord + READ_AHEAD;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (read >= limit) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-024",
              "record",
              null,
              "at most " + perRecord / 1024 / 1024 + " MiB",
              null,
              "a record of the file is larger than file.maxRecordMegabytes allows"));
    }
    int count = super.read(target, offset, (int) Math.min(length, limit - read));
    read += Math.max(0, count);
    return count;
  }
}
