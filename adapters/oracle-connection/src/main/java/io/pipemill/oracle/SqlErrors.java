package io.pipemill.oracle;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a database error means, by code and phase; never by the text of a message or, where a
 * driver gives a code, by the class of the exception.
 */
public final class SqlErrors {
  private static final int DEEPEST = 20;

  private SqlErrors() {}

  /** As {@link #classify(SQLException, Phase, String)} without a name. */
  public static AdapterException classify(SQLException error, Phase phase) {
    return classify(error, phase, "");
  }

  /**
   * The failure for the hub. Outcome UNKNOWN comes only from phase COMMIT, and then always with
   * kind TRANSIENT: the attempt must be resolved before anything else is decided about it.
   *
   * @param what the system or work, put in front of the message; may be empty
   */
  public static AdapterException classify(SQLException error, Phase phase, String what) {
    SQLException telling = telling(error);
    SqlError row = row(telling);
    Outcome outcome = phase == Phase.COMMIT ? row.atCommit() : Outcome.NOT_DONE;
    ErrorKind kind = outcome == Outcome.UNKNOWN ? ErrorKind.TRANSIENT : row.kind();
    StringBuilder message = new StringBuilder(what.isEmpty() ? "" : what + ": ");
    message.append(row.meaning()).append(" [").append(codes(telling)).append(" in ").append(phase);
    message.append(outcome == Outcome.UNKNOWN ? ", commit in doubt]: " : "]: ");
    message.append(telling.getMessage());
    return new AdapterException(row.code(), kind, outcome, message.toString(), error);
  }

  /** Whether a unique constraint refused the row. */
  public static boolean duplicateKey(SQLException error) {
    return row(telling(error)).code().equals(SqlErrorTable.DUPLICATE_KEY);
  }

  /** Whether the statement gave up waiting: a lock not granted in time, or a statement timeout. */
  public static boolean gaveUpWaiting(SQLException error) {
    String code = row(telling(error)).code();
    return code.equals(SqlErrorTable.LOCK_WAIT) || code.equals(SqlErrorTable.CANCELLED);
  }

  /** The first exception of the chain that the table knows; else the one given. */
  private static SQLException telling(SQLException error) {
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(error);
    for (int seen = 0; !open.isEmpty() && seen < DEEPEST; seen++) {
      Throwable next = open.remove();
      if (next instanceof SQLException sql) {
        if (listed(sql) != null) {
          return sql;
        }
        if (sql.getNextException() != null) {
          open.add(sql.getNextException());
        }
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
    }
    return error;
  }

  private static SqlError row(SQLException error) {
    SqlError listed = listed(error);
    if (listed != null) {
      return listed;
    }
    // pools and drivers that give no code at all: the standard's class is what is left
    boolean connection =
        error instanceof SQLTransientConnectionException || error instanceof SQLTimeoutException;
    return connection ? SqlErrorTable.STATES.get(1) : SqlErrorTable.UNLISTED;
  }

  private static @Nullable SqlError listed(SQLException error) {
    int number = error.getErrorCode();
    if (number > 0) {
      for (SqlError each : SqlErrorTable.ORACLE) {
        if (each.matchesNumber(number)) {
          return each;
        }
      }
    }
    String state = error.getSQLState();
    if (state != null && state.length() == 5) {
      for (SqlError each : SqlErrorTable.STATES) {
        if (each.matchesState(state)) {
          return each;
        }
      }
    }
    return null;
  }

  private static String codes(SQLException error) {
    int number = error.getErrorCode();
    String state = error.getSQLState();
    if (number > 0) {
      return state == null ? String.valueOf(number) : number + "/" + state;
    }
    return state == null ? error.getClass().getSimpleName() : state;
  }
}
