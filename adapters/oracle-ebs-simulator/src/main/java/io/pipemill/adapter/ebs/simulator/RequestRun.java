package io.pipemill.adapter.ebs.simulator;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of one program: Order Import, Customer Interface or Item Import. The work itself is
 * set-based SQL (see the module's scripts); here are the transactions around it.
 */
final class RequestRun {
  private static final int DEADLOCK_RETRIES = 5;
  // parameters of OEOIMP in the order of its concurrent program definition
  private static final int ORDER_SOURCE = 2;
  private static final int ORDER_REF = 3;
  private static final int OPERATION = 4;
  private static final int INSTANCES = 7;
  private static final int CHANGE_SEQUENCE = 10;
  private static final int NULL_ORG = 13;
  private static final int DEFAULT_ORG = 14;
  // parameters of INCOIN
  private static final int DELETE_PROCESSED = 5;
  private static final int PROCESS_SET = 6;

  private final Connection connection;
  private final ErpSwitches switches;
  private final BooleanSupplier crash;

  RequestRun(Connection connection, ErpSwitches switches, BooleanSupplier crash) {
    this.connection = connection;
    this.switches = switches;
    this.crash = crash;
  }

  void run(ConcurrentRequest request) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        step(request);
        return;
      } catch (SQLException e) {
        if (!"40P01".equals(e.getSQLState()) || attempt >= DEADLOCK_RETRIES) {
          throw e;
        }
        connection.rollback();
      }
    }
  }

  private void step(ConcurrentRequest request) throws SQLException {
    switch (request.program()) {
      case "OEOIMP" -> orders(request);
      case "RACUST" -> {
        call("select pipemill_sim_stamp_customers(?)", request.id());
        if (!crashed(request)) {
          end(
              request,
              importRows(
                  "select processed, failed from pipemill_sim_import_customers(?, ?)",
                  request.id(),
                  switches.keepRows()));
        }
      }
      case "INCOIN" -> {
        call("select pipemill_sim_stamp_items(?, ?)", request.id(), request.number(PROCESS_SET));
        if (!crashed(request)) {
          end(
              request,
              importRows(
                  "select processed, failed from pipemill_sim_import_items(?, ?)",
                  request.id(),
                  switches.keepRows() || "2".equals(request.text(DELETE_PROCESSED))));
        }
      }
      default ->
          SimulatedConcurrentManager.finish(
              connection, request.id(), "E", "program " + request.program() + " is not simulated");
    }
  }

  private void orders(ConcurrentRequest request) throws SQLException {
    if (request.parent() == null) {
      long stamped =
          call(
              "select pipemill_sim_stamp_orders(?, ?, ?, ?, ?, ?, ?)",
              request.id(),
              request.number(ORDER_SOURCE),
              request.text(ORDER_REF),
              request.text(OPERATION),
              request.text(CHANGE_SEQUENCE),
              "Y".equals(request.text(NULL_ORG)),
              request.number(DEFAULT_ORG));
      if (crashed(request)) {
        return;
      }
      int instances = request.integer(INSTANCES);
      if (instances > 0 && stamped > 0) {
        spawn(request, instances);
        return;
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select processed, failed from pipemill_sim_import_orders(?, ?, ?, ?)")) {
      statement.setBigDecimal(1, BigDecimal.valueOf(request.id()));
      statement.setBoolean(2, switches.keepRows());
      statement.setArray(3, connection.createArrayOf("text", switches.languages().toArray()));
      statement.setInt(4, switches.refuseEvery());
      end(request, counts(statement));
    }
  }

  /** The parent hands its rows to children and waits, paused (R/W), until the last has ended. */
  private void spawn(ConcurrentRequest parent, int instances) throws SQLException {
    BigDecimal[] children = new BigDecimal[instances];
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into fnd_concurrent_requests (request_id, last_update_date, last_updated_by,"
                + " request_date, requested_by, phase_code, status_code, priority,"
                + " requested_start_date, hold_flag, is_sub_request, program_application_id,"
                + " concurrent_program_id, number_of_arguments, parent_request_id, description)"
                + " select nextval('fnd_concurrent_requests_s'), "
                + SimulatedConcurrentManager.NOW
                + ", 0,"
                + " "
                + SimulatedConcurrentManager.NOW
                + ", 0, 'P', 'I', priority, requested_start_date, 'N', 'Y',"
                + " program_application_id, concurrent_program_id, 0, request_id, 'Order Import"
                + " Child Req' || k from fnd_concurrent_requests, generate_series(1, ?) k where"
                + " request_id = ? returning request_id")) {
      statement.setInt(1, instances);
      statement.setLong(2, parent.id());
      try (ResultSet rows = statement.executeQuery()) {
        for (int i = 0; rows.next(); i++) {
          children[i] = rows.getBigDecimal(1);
        }
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select pipemill_sim_share_orders(?, ?)")) {
      statement.setBigDecimal(1, BigDecimal.valueOf(parent.id()));
      statement.setArray(2, connection.createArrayOf("numeric", children));
      statement.execute();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fnd_concurrent_requests set status_code = 'W', has_sub_request = 'Y',"
                + " last_update_date = "
                + SimulatedConcurrentManager.NOW
                + " where request_id = ?")) {
      statement.setLong(1, parent.id());
      statement.executeUpdate();
    }
    connection.commit();
  }

  /** Commits the stamp; true if the switch says that the program ends here. */
  private boolean crashed(ConcurrentRequest request) throws SQLException {
    connection.commit();
    if (!crash.getAsBoolean()) {
      return false;
    }
    SimulatedConcurrentManager.finish(
        connection, request.id(), "E", "Program exited with status 139 (simulated)");
    return true;
  }

  private void end(ConcurrentRequest request, Counts counts) throws SQLException {
    String status = counts.failed() > 0 && switches.warnOnPartial() ? "G" : "C";
    SimulatedConcurrentManager.finish(
        connection,
        request.id(),
        status,
        counts.processed() + " processed, " + counts.failed() + " failed");
  }

  private Counts importRows(String sql, long request, boolean keep) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBigDecimal(1, BigDecimal.valueOf(request));
      statement.setBoolean(2, keep);
      return counts(statement);
    }
  }

  private static Counts counts(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return new Counts(row.getLong(1), row.getLong(2));
    }
  }

  private long call(String sql, long request, @Nullable Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBigDecimal(1, BigDecimal.valueOf(request));
      for (int i = 0; i < arguments.length; i++) {
        Object argument = arguments[i];
        if (argument instanceof Boolean flag) {
          statement.setBoolean(i + 2, flag);
        } else if (argument instanceof String text) {
          statement.setString(i + 2, text);
        } else if (argument instanceof BigDecimal number) {
          statement.setBigDecimal(i + 2, number);
        } else {
          statement.setNull(i + 2, java.sql.Types.NULL);
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private record Counts(long processed, long failed) {}
}
