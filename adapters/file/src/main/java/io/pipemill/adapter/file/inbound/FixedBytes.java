package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes: up to a line break, or each of one length without any. */
final class FixedBytes implements AutoCloseable {
  private static final byte SUBSTITUTE = 0x1A;
  private final InputStream in;
  private final int lineLength;
  private final int most;
  private final byte newline;
  private final byte carriageReturn;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int filled;
  private long number;
  private long offset;
  private long begin;

  /**
   * @param lineLength bytes of every line; 0 if lines end with a line break
   * @param most longest line in bytes
   */
  FixedBytes(InputStream in, Charset charset, int lineLength, int most) throws IOException {
    this.in = in;
    this.lineLength = lineLength;
    this.most = most;
    this.newline = "\n".getBytes(charset)[0];
    this.carriageReturn = "\r".getBytes(charset)[0];
    fill();
    if (charset.name().equals("UTF-8")
        && filled >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3;
      offset = 3;
    }
  }

  /** The next line without its line break; null behind the last. */
  byte @Nullable [] next() throws IOException {
    begin = offset;
    byte[] line = lineLength > 0 ? ofLength() : upToBreak();
    if (line != null) {
      number++;
    }
    return line;
  }

  /** Number of the line that was given last, from 1. */
  long number() {
    return number;
  }

  /** Where it begins in the file. */
  long begin() {
    return begin;
  }

  private byte @Nullable [] ofLength() throws IOException {
    byte[] line = new byte[lineLength];
    int length = 0;
    while (length < lineLength && (at < filled || fill())) {
      int count = Math.min(lineLength - length, filled - at);
      System.arraycopy(buffer, at, line, length, count);
      at += count;
      length += count;
    }
    offset += length;
    return length == 0 || end(line, length) ? null : Arrays.copyOf(line, length);
  }

  private byte @Nullable [] upToBreak() throws IOException {
    byte[] line = new byte[0];
    while (at < filled || fill()) {
      int end = at;
      while (end < filled && buffer[end] != newline) {
        end++;
      }
      int before = line.length;
      if (before + end - at > most) {
        throw tooLong();
      }
      line = Arrays.copyOf(line, before + end - at);
      System.arraycopy(buffer, at, line, before, end - at);
      boolean broken = end < filled;
      offset += end - at + (broken ? 1 : 0);
      at = broken ? end + 1 : end;
      if (broken) {
        int length = line.length;
        return length > 0 && line[length - 1] == carriageReturn
            ? Arrays.copyOf(line, length - 1)
            : line;
      }
    }
    return line.length == 0 || end(line, line.length) ? null : line;
  }

  /** The mark that old programs put behind the last line. */
  private boolean end(byte[] line, int length) throws IOException {
    return length == 1 && line[0] == SUBSTITUTE && at == filled && !fill();
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private UnreadableFileException tooLong() {
    return new UnreadableFileException(
        new Violation(
            "FILE-012",
            "line",
            null,
            "at most " + most / 1024 / 1024 + " MiB",
            "line " + (number + 1),
            "the line is too long: the file has no lines, or is of another kind"));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
