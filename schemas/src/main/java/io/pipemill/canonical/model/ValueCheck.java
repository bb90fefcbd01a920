package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.Set;

/**
 * One compiled rule set. It is asked twice: {@link #accepts} on every document, without paths and
 * without allocation; {@link #explain} only on those that were refused.
 */
abstract class ValueCheck {

  /** Whether a value that is present is right. */
  abstract boolean accepts(Object value);

  /** Says what is wrong with a value that may be right. */
  abstract void explain(Object value, String path, List<Violation> into);

  /** The same check for values in which only these fields, and required ones, can be there. */
  ValueCheck limitedTo(Set<FieldType> settable) {
    return this;
  }

  /** A value that is right whenever it is there. */
  static final class Anything extends ValueCheck {
    @Override
    boolean accepts(Object value) {
      return true;
    }

    @Override
    void explain(Object value, String path, List<Violation> into) {}
  }
}
