package io.pipemill.hub.store;

import java.sql.SQLException;

/** The hub store did not answer; nothing is decided until it does. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Turns a lost connection, a shutdown or a missing server into this; any other failure stays as
   * it is.
   */
  static RuntimeException orSame(RuntimeException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && unavailable(sql)) {
        return new StoreUnavailable("the hub store does not answer: " + sql.getMessage(), failure);
      }
    }
    return failure;
  }

  private static boolean unavailable(SQLException e) {
    String state = e.getSQLState();
    return e instanceof java.sql.SQLTransientConnectionException
        || e instanceof java.sql.SQLNonTransientConnectionException
        || (state != null
            && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")));
  }
}
