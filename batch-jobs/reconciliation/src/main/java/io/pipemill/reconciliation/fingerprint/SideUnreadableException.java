package io.pipemill.reconciliation.fingerprint;

import java.sql.SQLException;

/** A side could not be read: then nothing is known, least of all that there are no breaks. */
public final class SideUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String side;

  SideUnreadableException(String side, SQLException cause) {
    super(cause.getMessage(), cause);
    this.side = side;
  }

  /** left, right, or empty where it could have been either. */
  public String side() {
    return side;
  }
}
