package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;

/** Conversions into the Java types of simple fields. */
public final class ToKind {
  private ToKind() {}

  /** Into text. */
  public static final Transform TEXT =
      new Transform() {
        @Override
        public Object apply(Object value) {
          return Text.of(value);
        }

        @Override
        public String describe() {
          return "text";
        }
      };

  /** Into a whole number. */
  public static final Transform INTEGER =
      new Transform() {
        @Override
        public Object apply(Object value) {
          if (value instanceof Long) {
            return value;
          }
          try {
            return ToNumber.PLAIN.apply(value).longValueExact();
          } catch (ArithmeticException e) {
            throw new ContentProblem("MAP-101", value, "is not a whole number", "a whole number");
          }
        }

        @Override
        public String describe() {
          return "whole number";
        }
      };

  /** Into true or false. Other words for them need a code list. */
  public static final Transform BOOLEAN =
      new Transform() {
        @Override
        public Object apply(Object value) {
          if (value instanceof Boolean) {
            return value;
          }
          String text = Text.of(value);
          if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
          }
          throw new ContentProblem(
              "MAP-104",
              text,
              "is neither true nor false",
              "true or false, or a code list that leads there");
        }

        @Override
        public String describe() {
          return "true or false";
        }
      };

  /** Cuts a text. */
  public static Transform cut(int length) {
    return new Transform() {
      @Override
      public Object apply(Object value) {
        String text = Text.of(value);
        if (text.length() <= length) {
          return text;
        }
        // never half a surrogate pair
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
      }

      @Override
      public String describe() {
        return "cut at " + length;
      }
    };
  }
}
