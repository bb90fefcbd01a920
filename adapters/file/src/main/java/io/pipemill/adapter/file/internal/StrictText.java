package io.pipemill.adapter.file.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** Decodes parts of records without mercy; not for several threads. */
public final class StrictText {
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final boolean ascii;
  private int wrongAt;
  private int wrongLength;

  public StrictText(Charset charset) {
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.ascii = extendsAscii(charset);
  }

  /** Whether letters and digits are the bytes of ASCII: neither UTF-16 nor EBCDIC. */
  public static boolean extendsAscii(Charset charset) {
    if (!charset.canEncode()) {
      return false;
    }
    byte[] bytes = "A0 ~".getBytes(charset);
    return bytes.length == 4 && bytes[0] == 'A' && bytes[1] == '0' && bytes[2] == ' ';
  }

  public Charset charset() {
    return charset;
  }

  /** The text of the bytes; null if they are none, which {@link #wrongAt} then tells. */
  public @Nullable String decode(byte[] bytes, int from, int to) {
    if (ascii && plain(bytes, from, to)) {
      return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate((int) ((to - from) * decoder.maxCharsPerByte()) + 2);
    CoderResult result = decoder.reset().decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    if (result.isError()) {
      wrongAt = in.position();
      wrongLength = result.length();
      return null;
    }
    return out.flip().toString();
  }

  /** Where in the array the bytes stand that are no text. */
  public int wrongAt() {
    return wrongAt;
  }

  /** Behind the bytes that are no text. */
  public int wrongEnd() {
    return wrongAt + wrongLength;
  }

  private static boolean plain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
