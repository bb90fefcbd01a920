package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Submits concurrent requests through the wrapper package and reads their phases by code, never by
 * translated text. A request that is submitted again for rows an earlier one did not process is
 * noted in {@code pipemill_ebs_resubmission}, so that any node knows the latest.
 */
final class ConcurrentRequests {
  private static final String SUBMIT =
      "{? = call pipemill_ebs.submit_request(?, ?, ?, ?, ?, ?, ?)}";

  private final Dialect dialect;
  private final EbsConfig config;

  ConcurrentRequests(Dialect dialect, EbsConfig config) {
    this.dialect = dialect;
    this.config = config;
  }

  /** What FND_CONCURRENT_REQUESTS says of a request. */
  record Phase(String phase, String status) {
    boolean ended() {
      return phase.equals("C");
    }

    @Override
    public String toString() {
      return phase + "/" + status;
    }
  }

  /**
   * The request that stands for an original one now.
   *
   * @param resubmissions how often it was submitted again
   * @param phase null if FND_CONCURRENT_REQUESTS has no such row: it was lost
   */
  record Latest(long original, long requestId, int resubmissions, @Nullable Phase phase) {
    boolean over() {
      return phase == null || phase.ended();
    }
  }

  /** Order Import over one source (all if null). */
  long submitOrderImport(Connection connection, @Nullable Long source, String description)
      throws SQLException {
    // parameters of OEOIMP in order: operating unit, order source, reference, operation, validate
    // only, debug level, instances, sold-to id, sold-to, change sequence, single line queue, trim
    // blanks, null org, default org
    return submit(
        connection,
        "ONT",
        "OEOIMP",
        description,
        "",
        source == null ? "" : source.toString(),
        "",
        "",
        "N",
        "",
        Integer.toString(config.instances()),
        "",
        "",
        "",
        "N",
        "N",
        "N",
        "");
  }

  long submitCustomerInterface(Connection connection, String description) throws SQLException {
    return submit(connection, "AR", "RACUST", description, "N", "");
  }

  /**
   * Item Import of one process set: all organizations, validate, process, delete, create+update.
   */
  long submitItemImport(Connection connection, long set, String description) throws SQLException {
    return submit(
        connection, "INV", "INCOIN", description, "", "1", "1", "1", "1", Long.toString(set), "3");
  }

  private long submit(
      Connection connection,
      String application,
      String program,
      String description,
      String... arguments)
      throws SQLException {
    try (CallableStatement call = connection.prepareCall(SUBMIT)) {
      call.registerOutParameter(1, Types.NUMERIC);
      call.setString(2, config.applicationUser());
      call.setString(3, config.responsibility());
      call.setNull(4, Types.NUMERIC);
      call.setString(5, application);
      call.setString(6, program);
      call.setString(7, description);
      call.setString(8, String.join("\n", arguments));
      call.execute();
      long id = call.getBigDecimal(1).longValue();
      if (id == 0) {
        throw new AdapterException(
            "EBS-005",
            ErrorKind.CONFIGURATION,
            "FND_REQUEST.SUBMIT_REQUEST refused "
                + application
                + " "
                + program
                + " (request id 0): is the program in the request group of responsibility "
                + config.responsibility()
                + "?");
      }
      return id;
    }
  }

  /** Stops a delivery whose rows are being imported at this moment: it is to be sent later. */
  void refuseIfRunning(Connection connection, Collection<Long> stamps, String what)
      throws SQLException {
    for (Map.Entry<Long, Phase> running : phases(connection, stamps).entrySet()) {
      if (!running.getValue().ended()) {
        throw new AdapterException(
            "EBS-006",
            ErrorKind.TRANSIENT,
            what
                + " are being imported by request "
                + running.getKey()
                + " ("
                + running.getValue()
                + "); they are sent again when that has ended");
      }
    }
  }

  Map<Long, Phase> phases(Connection connection, Collection<Long> ids) throws SQLException {
    Map<Long, Phase> phases = new HashMap<>();
    for (List<Long> part : dialect.parts(ids)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select request_id, phase_code, status_code from fnd_concurrent_requests where "
                  + dialect.in("request_id", part.size(), KeyType.NUMBER))) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            phases.put(rows.getLong(1), new Phase(rows.getString(2), rows.getString(3)));
          }
        }
      }
    }
    return phases;
  }

  /** The latest request for each original one, with its phase. */
  Map<Long, Latest> latest(Connection connection, Collection<Long> originals) throws SQLException {
    Map<Long, long[]> last = new HashMap<>();
    originals.forEach(id -> last.put(id, new long[] {id, 0}));
    for (List<Long> part : dialect.parts(originals)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select original_request_id, attempt_no, request_id from pipemill_ebs_resubmission"
                  + " where "
                  + dialect.in("original_request_id", part.size(), KeyType.NUMBER))) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            long[] known = last.get(rows.getLong(1));
            if (known != null && rows.getLong(2) > known[1]) {
              known[0] = rows.getLong(3);
              known[1] = rows.getLong(2);
            }
          }
        }
      }
    }
    Map<Long, Phase> phases =
        phases(connection, last.values().stream().map(known -> known[0]).distinct().toList());
    Map<Long, Latest> latest = new HashMap<>();
    last.forEach(
        (original, known) ->
            latest.put(
                original, new Latest(original, known[0], (int) known[1], phases.get(known[0]))));
    return latest;
  }

  /** Notes a resubmission; a unique violation means that another node was faster. */
  void note(Connection connection, Latest before, long requestId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into pipemill_ebs_resubmission (original_request_id, attempt_no, request_id)"
                + " values (?, ?, ?)")) {
      statement.setLong(1, before.original());
      statement.setInt(2, before.resubmissions() + 1);
      statement.setLong(3, requestId);
      statement.executeUpdate();
    }
  }
}
