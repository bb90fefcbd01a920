package io.pipemill.control.workbook;

/** Texts made fit for a cell, whatever stands in a mapping file or a golden pair. */
public final class Cells {
  private static final int LONGEST = 32_000;

  private Cells() {}

  /** Without what XML cannot carry, and no longer than a cell takes. */
  public static String text(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == '\n'
                        || c == '\t'
                        || c >= 0x20 && c < 0xD800
                        || c > 0xDFFF && c < 0xFFFE
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .forEach(clean::appendCodePoint);
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + " …" : clean.toString();
  }
}
