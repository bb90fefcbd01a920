package io.pipemill.mapping.value;

/**
 * Full-width forms of ASCII characters (U+FF01 to U+FF5E) and the ideographic space, as Chinese
 * input methods and old reports write them, made narrow. Nothing else is touched: U+3001 and U+3002
 * are punctuation of their own and no comma or point.
 */
public final class Width {
  private static final char FIRST = '\uFF01';
  private static final char LAST = '\uFF5E';
  private static final char SPACE = '\u3000';
  private static final int DISTANCE = FIRST - '!';

  private Width() {}

  /** As a step of a text or code. */
  public static final Transform NARROW =
      new Transform() {
        @Override
        public Object apply(Object value) {
          return value instanceof String text ? narrow(text) : value;
        }

        @Override
        public String describe() {
          return "full-width characters made narrow";
        }
      };

  /** The same text, if there is nothing to narrow. */
  public static String narrow(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (wide(text.charAt(i))) {
        return narrowed(text, i);
      }
    }
    return text;
  }

  private static String narrowed(String text, int from) {
    char[] chars = text.toCharArray();
    for (int i = from; i < chars.length; i++) {
      char c = chars[i];
      if (wide(c)) {
        chars[i] = c == SPACE ? ' ' : (char) (c - DISTANCE);
      }
    }
    return new String(chars);
  }

  private static boolean wide(char c) {
    return c >= SPACE && (c == SPACE || c >= FIRST && c <= LAST);
  }
}
