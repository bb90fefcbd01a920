package io.pipemill.canonical.model;

/**
 * One difference between a released document and the document of now.
 *
 * @param document {@code sales-order/v1}
 * @param field path; empty for the document itself
 * @param kind what changed
 * @param breaks whom it breaks
 * @param before as released; empty if there was nothing
 * @param after as it is now; empty if there is nothing
 */
public record SchemaChange(
    String document, String field, Kind kind, Breaks breaks, String before, String after) {

  /** Whom a change breaks. */
  public enum Breaks {
    NOBODY,
    /** Who writes documents as released: one that was right is refused now. */
    SENDERS,
    /** Who reads documents as released: one that is right now is not what was promised. */
    READERS,
    BOTH;

    /** Whom either of two changes breaks. */
    Breaks and(Breaks other) {
      return this == other || other == NOBODY ? this : this == NOBODY ? other : BOTH;
    }
  }

  /** What can change; the words are part of the JSON of {@code schemas check}. */
  public enum Kind {
    DOCUMENT_ADDED,
    DOCUMENT_REMOVED,
    NOT_UNDERSTOOD,
    ROOT,
    FIELD_ADDED,
    FIELD_REMOVED,
    TYPE,
    NAMESPACE,
    ORDER,
    REQUIRED,
    OCCURRENCE,
    CODES,
    LENGTH,
    PATTERN,
    DIGITS,
    BOUNDS,
    DEFAULT,
    BUSINESS_KEY,
    SEARCH_KEY,
    WORTH,
    QUANTITY,
    MEANING
  }
}
