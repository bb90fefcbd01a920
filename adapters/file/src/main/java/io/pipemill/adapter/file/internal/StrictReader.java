package io.pipemill.adapter.file.internal;

import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * Decodes without mercy: bytes that are not of the character set end the reading with their offset
 * and line, and are never replaced by question marks.
 */
public final class StrictReader extends Reader {
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final Charset charset;
  private final ByteBuffer bytes = ByteBuffer.allocate(32 * 1024).limit(0);
  private long consumed;
  private long lines = 1;
  private boolean ended;
  private boolean flushed;

  /**
   * @param consumed bytes already taken off the stream (a byte order mark)
   */
  public StrictReader(InputStream in, Charset charset, long consumed) {
    this.in = in;
    this.charset = charset;
    this.consumed = consumed;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0 && !flushed) {
      fill();
      int before = bytes.position();
      CoderResult result = decoder.decode(bytes, chars, ended);
      consumed += bytes.position() - before;
      if (result.isError()) {
        throw malformed(result.length(), lines + newlines(target, offset, chars.position()));
      }
      if (result.isUnderflow() && ended) {
        flushed = decoder.flush(chars).isUnderflow();
      }
      if (result.isOverflow() && chars.position() == 0) {
        // a surrogate pair does not fit into one char: give it a buffer of its own
        return readPair(target, offset);
      }
    }
    int count = chars.position();
    lines += newlines(target, offset, count);
    return count == 0 ? -1 : count;
  }

  private int readPair(char[] target, int offset) {
    throw new IllegalArgumentException(
        "buffer of " + (target.length - offset) + " characters, expected at least 2");
  }

  private void fill() throws IOException {
    if (bytes.remaining() > 16 || ended) {
      return;
    }
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
  }

  private static int newlines(char[] chars, int offset, int count) {
    int found = 0;
    for (int i = offset; i < offset + count; i++) {
      if (chars[i] == '\n') {
        found++;
      }
    }
    return found;
  }

  private UnreadableFileException malformed(int length, long line) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
      hex.append(String.format(Locale.ROOT, "%02X ", bytes.get(bytes.position() + i)));
    }
    return new UnreadableFileException(
        new Violation(
            "FILE-002",
            "byte " + consumed,
            hex.toString().trim(),
            "text in " + charset.name(),
            "line " + line,
            "byte "
                + consumed
                + " (line "
                + line
                + ") is not "
                + charset.name()
                + ": the encoding is another, or the file is damaged"));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
