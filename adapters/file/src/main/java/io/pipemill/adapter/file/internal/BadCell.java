package io.pipemill.adapter.file.internal;

import io.pipemill.canonical.Violation;
import java.util.Locale;

/**
 * Stands where a value should: what its bytes say is none.
 *
 * @param code stable code of the problem
 * @param value what is there, as text
 * @param expected what would have been right
 * @param message one sentence
 */
public record BadCell(String code, String value, String expected, String message) {

  /** The same as a problem of a column at a place. */
  public Violation in(String column, String place) {
    return new Violation(code, column, value, expected, place, message);
  }

  /** Bytes for people: {@code B4 F3}. */
  public static String hex(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(String.format(Locale.ROOT, i == from ? "%02X" : " %02X", bytes[i]));
    }
    return text.toString();
  }
}
