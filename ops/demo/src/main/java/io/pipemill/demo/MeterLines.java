package io.pipemill.demo;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Lines of fixed width in GB18030: texts filled up with blanks by the byte, numbers with zeros. */
final class MeterLines {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MeterLines text(String text, int width) {
    byte[] cell = new byte[width];
    Arrays.fill(cell, (byte) ' ');
    byte[] given = text.getBytes(GB18030);
    System.arraycopy(given, 0, cell, 0, Math.min(width, given.length));
    bytes.writeBytes(cell);
    return this;
  }

  /** A number without its point. */
  MeterLines number(BigDecimal number, int width, int decimals) {
    String digits = number.setScale(decimals).unscaledValue().toString();
    bytes.writeBytes(("0".repeat(width - digits.length()) + digits).getBytes(GB18030));
    return this;
  }

  MeterLines end() {
    bytes.write('\r');
    bytes.write('\n');
    return this;
  }

  /** Takes the last bytes away and ends the line there. */
  MeterLines endShort(int missing) {
    byte[] all = bytes.toByteArray();
    bytes.reset();
    bytes.write(all, 0, all.length - missing);
    return end();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
