package io.pipemill.mapping.check;

import org.jspecify.annotations.Nullable;

/**
 * A value that a mapping step cannot take. Becomes a violation with field, column and place;
 * carries no stack trace, because it says something about content and not about code, and its own
 * text has no value in it.
 */
public final class ContentProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final @Nullable String value;
  private final String expected;
  private final @Nullable String list;

  /**
   * @param code MAP-1nn
   * @param what what is wrong, to stand behind the value: {@code is not a number}
   */
  public ContentProblem(String code, @Nullable Object value, String what, String expected) {
    this(code, value, what, expected, null);
  }

  /**
   * @param list the code list or crosswalk in which the value is not; null for none
   */
  public ContentProblem(
      String code, @Nullable Object value, String what, String expected, @Nullable String list) {
    super(what, null, false, false);
    this.code = code;
    this.value = value == null ? null : String.valueOf(value);
    this.expected = expected;
    this.list = list;
  }

  public @Nullable String list() {
    return list;
  }

  public String code() {
    return code;
  }

  public @Nullable String value() {
    return value;
  }

  public String expected() {
    return expected;
  }

  public String what() {
    return String.valueOf(getMessage());
  }
}
