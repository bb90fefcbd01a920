package io.pipemill.hub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Transactions on the hub store. Bulk work gets the JDBC connection of the Hibernate session, everything else the session itself; both
 * share one transaction.
 */
public final class HubStore {
  private final SessionFactory sessions;

  public HubStore(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Work on a plain connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs in one transaction.
   *
   * @throws StoreUnavailable if the store cannot be reached or the commit's fate is unknown; whoever calls must look what is there
   *     before doing it again
   */
  public <T> T inTransaction(Work<T> work) {
    return inSession(session -> session.doReturningWork(work::run));
  }

  /** Runs with entities in one transaction. */
  public <T> T inSession(Function<StatelessSession, T> work) {
    try {
      return sessions.fromStatelessTransaction(work);
    } catch (HibernateException | jakarta.persistence.PersistenceException e) {
      throw StoreUnavailable.orSame(e);
    }
  }

  public void useSession(Consumer<StatelessSession> work) {
    inSession(
        session -> {
          work.accept(session);
          return Boolean.TRUE;
        });
  }
}
