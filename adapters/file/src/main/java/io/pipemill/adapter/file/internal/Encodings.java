package io.pipemill.adapter.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Character sets by name and by byte order mark. */
public final class Encodings {
  private Encodings() {}

  /**
   * The character set of that name. GB2312 and GBK are read as GB18030, which contains both:
   * Chinese systems say the one and write the other.
   *
   * @throws IllegalArgumentException if Java has none of that name
   */
  public static Charset named(String name) {
    return switch (name.trim().toUpperCase(Locale.ROOT)) {
      case "GB2312", "GBK", "CP936", "GB_2312-80", "EUC-CN" -> Charset.forName("GB18030");
      default -> Charset.forName(name.trim());
    };
  }

  /** A reader over bytes; a byte order mark is dropped, and says the encoding better than we do. */
  public static StrictReader reader(InputStream in, Charset configured) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, 4);
    byte[] head = bytes.readNBytes(3);
    Charset charset = configured;
    int mark = 0;
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      charset = StandardCharsets.UTF_8;
      mark = 3;
    } else if (starts(head, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (starts(head, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    }
    bytes.unread(head, mark, head.length - mark);
    return new StrictReader(bytes, charset, mark);
  }

  private static boolean starts(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
