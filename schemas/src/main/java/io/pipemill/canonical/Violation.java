package io.pipemill.canonical;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the content of a record or document.
 *
 * @param code stable code {@code AREA-nnn}, never reused (schema validation: VAL-nnn, mapping:
 *     MAP-nnn, files: FILE-nnn)
 * @param field canonical path ({@code lines[2].quantity}) or source column, whichever is wrong
 * @param value the actual value as text, cut at 200 characters; null if absent
 * @param expected what would have been right
 * @param where the place in the source: line, xpath, sheet and cell, or table and key; null if
 *     unknown
 * @param message one sentence for a person, in English
 * @param list the list the value was looked up in and is not there: a code list, a crosswalk or a
 *     master; null if it is about something else
 */
public record Violation(
    String code,
    String field,
    @Nullable String value,
    String expected,
    @Nullable String where,
    String message,
    @Nullable String list) {

  public Violation {
    if (value != null && value.length() > 200) {
      value = value.substring(0, 200) + "…";
    }
  }

  /** A violation that is not about a value missing in a list. */
  public Violation(
      String code,
      String field,
      @Nullable String value,
      String expected,
      @Nullable String where,
      String message) {
    this(code, field, value, expected, where, message, null);
  }

  /** The same violation, located in its source. */
  public Violation at(String place) {
    return new Violation(code, field, value, expected, place, message, list);
  }
}
