package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a document; the codes are stable and never reused. */
enum Rule {
  /** A field that must be there is absent. */
  REQUIRED("VAL-001"),
  /** Not a word of the enumeration. */
  CODE("VAL-002"),
  TOO_LONG("VAL-003"),
  TOO_SHORT("VAL-004"),
  PATTERN("VAL-005"),
  TOTAL_DIGITS("VAL-006"),
  FRACTION_DIGITS("VAL-007"),
  TOO_SMALL("VAL-008"),
  TOO_LARGE("VAL-009"),
  /** A character XML cannot carry. */
  CHARACTER("VAL-010"),
  /** Too few or too many elements in a list. */
  OCCURRENCE("VAL-011"),
  /** XML only: not a number, date, instant or boolean. */
  NOTATION("VAL-012"),
  /** XML only: an element or attribute that the XSD does not know, or in the wrong place. */
  UNEXPECTED("VAL-013"),
  /** XML only: not well-formed, truncated, or not the encoding it says. */
  NOT_WELL_FORMED("VAL-014"),
  /** XML only: a document type declaration or an entity. */
  DOCTYPE("VAL-015"),
  /** XML only: more bytes, or deeper, than is accepted. */
  SIZE("VAL-016"),
  /** XML only: the root element is another one. */
  ROOT("VAL-017"),
  /** XML only: any other rule of XML Schema. */
  SCHEMA("VAL-018");

  final String code;

  Rule(String code) {
    this.code = code;
  }

  Violation violation(String path, @Nullable Object value, String expected, String problem) {
    String field = path.isEmpty() ? "(document)" : path;
    return new Violation(
        code,
        field,
        value == null ? null : value.toString(),
        expected,
        null,
        "'" + field + "' " + problem + ".");
  }
}
