package io.pipemill.hub.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the hub store. Bulk work gets the JDBC connection of the Hibernate session,
 * everything else the session itself; both share one transaction.
 */
public final class HubStore {
  private final SessionFactory sessions;

  public HubStore(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Work on a plain connection; may give null where the caller expects that. */
  @FunctionalInterface
  public interface Work<T> {
    @Nullable T run(Connection connection) throws SQLException;
  }

  /** Work with entities; likewise. */
  @FunctionalInterface
  public interface SessionWork<T> {
    @Nullable T run(StatelessSession session);
  }

  /**
   * Runs in one transaction.
   *
   * @throws StoreUnavailable if the store cannot be reached or the commit's fate is unknown;
   *     whoever calls must look what is there before doing it again
   */
  @SuppressWarnings("NullAway") // likewise
  public <T> T inTransaction(Work<T> work) {
    return inSession(session -> session.doReturningWork(work::run));
  }

  /** Runs with entities in one transaction. */
  @SuppressWarnings("NullAway") // null goes through where T is declared nullable by the caller
  public <T> T inSession(SessionWork<T> work) {
    try {
      return sessions.fromStatelessTransaction(work::run);
    } catch (jakarta.persistence.PersistenceException e) {
      throw StoreUnavailable.orSame(e);
    }
  }
}
