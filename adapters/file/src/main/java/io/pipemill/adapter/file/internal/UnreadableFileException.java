package io.pipemill.adapter.file.internal;

import io.pipemill.canonical.Violation;
import java.io.IOException;

/** A file that is wrong as a whole: none of its records can be trusted. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private final transient Violation violation;

  public UnreadableFileException(Violation violation) {
    super(violation.message());
    this.violation = violation;
  }

  public Violation violation() {
    return violation;
  }
}
