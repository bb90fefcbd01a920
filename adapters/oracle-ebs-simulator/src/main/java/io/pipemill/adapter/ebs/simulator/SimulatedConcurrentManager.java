package io.pipemill.adapter.ebs.simulator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes pending rows of FND_CONCURRENT_REQUESTS and runs their programs, each request in its own
 * transactions as the real one does: taken, stamped, processed. A session lock on the request id
 * tells a later manager that the one running it still lives.
 */
final class SimulatedConcurrentManager {
  /** The ERP's local time, whatever the session's zone. */
  static final String NOW = "(clock_timestamp() at time zone 'Asia/Shanghai')";

  private static final String CLAIM =
      "update fnd_concurrent_requests set phase_code = 'R', status_code = 'R', actual_start_date ="
          + " "
          + NOW
          + ", last_update_date = "
          + NOW
          + " where request_id = (select"
          + " r.request_id from fnd_concurrent_requests r where r.phase_code = 'P' and"
          + " r.status_code in ('I', 'Q') and r.hold_flag = 'N' and r.requested_start_date <="
          + " "
          + NOW
          + " order by r.priority, r.request_id for update skip locked limit 1)"
          + " returning request_id, parent_request_id, (select p.concurrent_program_name from"
          + " fnd_concurrent_programs p where p.application_id = program_application_id and"
          + " p.concurrent_program_id = fnd_concurrent_requests.concurrent_program_id) as program,"
          + " argument1, argument2, argument3, argument4, argument5, argument6, argument7,"
          + " argument8, argument9, argument10, argument11, argument12, argument13, argument14";
  private static final String FINISH_PARENT =
      "update fnd_concurrent_requests p set phase_code = 'C', status_code = case when exists"
          + " (select from fnd_concurrent_requests c where c.parent_request_id = p.request_id and"
          + " c.status_code = 'E') then 'E' when exists (select from fnd_concurrent_requests c"
          + " where c.parent_request_id = p.request_id and c.status_code = 'G') then 'G' else 'C'"
          + " end, actual_completion_date = "
          + NOW
          + ", last_update_date = "
          + NOW
          + ""
          + " where p.request_id = ? and p.phase_code = 'R' and not exists (select from"
          + " fnd_concurrent_requests c where c.parent_request_id = p.request_id and c.phase_code"
          + " <> 'C')";

  private final DataSource database;
  private final ErpSwitches switches;
  private final AtomicInteger toLose;
  private final AtomicInteger toCrash;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final List<Thread> workers = new ArrayList<>();
  private boolean stopped;

  SimulatedConcurrentManager(DataSource database, ErpSwitches switches) {
    this.database = database;
    this.switches = switches;
    this.toLose = new AtomicInteger(switches.lose());
    this.toCrash = new AtomicInteger(switches.crash());
  }

  void start() {
    for (int i = 0; i < switches.workers(); i++) {
      Thread worker = new Thread(this::work, "erp-concurrent-manager-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      wake.signalAll();
    } finally {
      lock.unlock();
    }
    for (Thread worker : workers) {
      try {
        worker.join(TimeUnit.SECONDS.toMillis(30));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void work() {
    while (running()) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        endOrphans(connection);
        while (running()) {
          if (!runNext(connection)) {
            pause(switches.poll().toNanos());
          }
        }
      } catch (SQLException e) {
        // the database is away or closing: as the real manager, look again later
        pause(TimeUnit.MILLISECONDS.toNanos(500));
      }
    }
  }

  /** Runs the next pending request, if there is one. */
  boolean runNext() {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      return runNext(connection);
    } catch (SQLException e) {
      throw new ErpSimulatorException("the simulated concurrent manager cannot work", e);
    }
  }

  private boolean runNext(Connection connection) throws SQLException {
    if (!switches.delay().isZero() && pendingExists(connection)) {
      pause(switches.delay().toNanos());
      if (!running()) {
        return false;
      }
    }
    ConcurrentRequest request = claim(connection);
    if (request == null) {
      return false;
    }
    if (take(toLose)) {
      update(connection, "delete from fnd_concurrent_requests where request_id = ?", request.id());
      connection.commit();
      return true;
    }
    update(connection, "select pg_advisory_lock(?)", request.id());
    connection.commit();
    try {
      new RequestRun(connection, switches, () -> take(toCrash)).run(request);
    } catch (SQLException e) {
      connection.rollback();
      finish(connection, request.id(), "E", e.getMessage());
    } finally {
      connection.rollback();
      update(connection, "select pg_advisory_unlock(?)", request.id());
      if (request.parent() != null) {
        update(connection, FINISH_PARENT, request.parent());
      }
      connection.commit();
    }
    return true;
  }

  private static @Nullable ConcurrentRequest claim(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        connection.rollback();
        return null;
      }
      @Nullable String[] arguments = new @Nullable String[14];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = row.getString("argument" + (i + 1));
      }
      long parent = row.getLong("parent_request_id");
      return new ConcurrentRequest(
          row.getLong("request_id"),
          row.wasNull() || parent == 0 ? null : parent,
          row.getString("program"),
          arguments);
    }
  }

  /**
   * Requests left running by a manager that died are ended in error, as the internal monitor does.
   */
  private static void endOrphans(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fnd_concurrent_requests set phase_code = 'C', status_code = 'E',"
                + " completion_text = 'The concurrent manager process ended', last_update_date ="
                + " "
                + NOW
                + ", actual_completion_date = "
                + NOW
                + " where phase_code = 'R'"
                + " and status_code = 'R' and pg_try_advisory_xact_lock(request_id::bigint)")) {
      statement.executeUpdate();
    }
    connection.commit();
  }

  static void finish(Connection connection, long id, String status, @Nullable String text)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fnd_concurrent_requests set phase_code = 'C', status_code = ?, completion_text"
                + " = left(?, 240), actual_completion_date = "
                + NOW
                + ", last_update_date ="
                + " "
                + NOW
                + " where request_id = ?")) {
      statement.setString(1, status);
      statement.setString(2, text);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
    connection.commit();
  }

  private static void update(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      statement.execute();
    }
  }

  private static boolean pendingExists(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from fnd_concurrent_requests where phase_code = 'P' limit 1");
        ResultSet row = statement.executeQuery()) {
      boolean there = row.next();
      connection.rollback();
      return there;
    }
  }

  private static boolean take(AtomicInteger count) {
    return count.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }

  private boolean running() {
    lock.lock();
    try {
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !stopped) {
        left = wake.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    } finally {
      lock.unlock();
    }
  }
}
