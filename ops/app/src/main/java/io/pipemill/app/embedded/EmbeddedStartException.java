package io.pipemill.app.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL could not be started or stopped; the message says what to do. */
public final class EmbeddedStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
