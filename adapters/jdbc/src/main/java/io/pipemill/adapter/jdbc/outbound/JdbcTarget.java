package io.pipemill.adapter.jdbc.outbound;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.jdbc.internal.Table;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.oracle.OutcomeLedger;
import io.pipemill.oracle.Phase;
import io.pipemill.oracle.Pools;
import io.pipemill.oracle.SqlErrors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes each document as one row, a whole attempt in one transaction. */
final class JdbcTarget implements TargetAdapter {

  /** A writer belongs to a document type and the shape its mapping gives. */
  private record WriterKey(DocumentName document, RecordShape shape) {}

  private final TargetConfig config;
  private final HikariDataSource pool;
  private final OutcomeLedger ledger;
  private final AdapterContext.FaultPoint faults;
  private final Map<WriterKey, RowWriter> writers = new ConcurrentHashMap<>();
  private volatile boolean ledgerReady;

  JdbcTarget(
      TargetConfig config,
      HikariDataSource pool,
      OutcomeLedger ledger,
      AdapterContext.FaultPoint faults) {
    this.config = config;
    this.pool = pool;
    this.ledger = ledger;
    this.faults = faults;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.OUTCOME_TABLE, Capability.PREVIEW);
  }

  @Override
  public Receipt deliver(Attempt attempt) {
    prepareLedger();
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      List<Run> runs = runs(connection, attempt.documents());
      record(connection, attempt);
      for (Run run : runs) {
        run.writer.write(connection, run.rows);
      }
      faults.reached("jdbc.before-commit");
      phase = Phase.COMMIT;
      connection.commit();
      faults.reached("jdbc.after-commit");
      return Receipt.DONE;
    } catch (SQLException e) {
      forgetNames(phase);
      throw failure(e, phase);
    }
  }

  private void record(Connection connection, Attempt attempt) throws SQLException {
    try {
      ledger.record(
          connection,
          attempt.id(),
          attempt.documents().size(),
          fingerprint(attempt.documents()),
          null);
    } catch (SQLException e) {
      if (SqlErrors.duplicateKey(e)) {
        throw new AdapterException(
            "JDBC-022",
            ErrorKind.TRANSIENT,
            AdapterException.Outcome.NOT_DONE,
            config.system() + ": attempt " + attempt.id() + " was given up before, or is done",
            e);
      }
      throw e;
    }
  }

  /** Documents of one shape that follow each other, as rows. */
  private record Run(RowWriter writer, List<@Nullable String[]> rows) {}

  /**
   * @throws RejectedDocuments naming every document that a column does not take
   */
  private List<Run> runs(Connection connection, List<OutboundDocument> documents)
      throws SQLException {
    List<Run> runs = new ArrayList<>();
    Map<Long, List<Violation>> rejections = new LinkedHashMap<>();
    int from = 0;
    while (from < documents.size()) {
      RowWriter writer = writer(connection, documents.get(from));
      int to = from + 1;
      while (to < documents.size() && writer(connection, documents.get(to)) == writer) {
        to++;
      }
      runs.add(new Run(writer, writer.rows(documents.subList(from, to), rejections)));
      from = to;
    }
    if (!rejections.isEmpty()) {
      throw new RejectedDocuments("JDBC-021", rejections);
    }
    return runs;
  }

  private RowWriter writer(Connection connection, OutboundDocument document) throws SQLException {
    DocumentName name = document.envelope().document();
    RecordTree record = document.record();
    TargetTable target = config.tables().get(name);
    if (record == null || target == null) {
      throw new AdapterException(
          "JDBC-023",
          ErrorKind.CONFIGURATION,
          config.system()
              + ": found document "
              + name
              + ", expected one of "
              + config.tables().keySet()
              + " with an outbound mapping");
    }
    WriterKey key = new WriterKey(name, record.shape());
    RowWriter known = writers.get(key);
    if (known == null) {
      Table table = Table.find(connection, config.schema(), target.table());
      known = RowWriter.of(target, table, record.shape(), config.zone());
      writers.put(key, known);
    }
    return known;
  }

  private void forgetNames(Phase phase) {
    if (phase == Phase.EXECUTE) {
      writers.clear();
      ledgerReady = false;
    }
  }

  private AdapterException failure(SQLException e, Phase phase) {
    AdapterException failure = SqlErrors.classify(e, phase, config.system());
    Pools.failed(pool, failure);
    return failure;
  }

  private void prepareLedger() {
    if (!ledgerReady) {
      ledger.createIfAbsent(pool);
      ledgerReady = true;
    }
  }

  private static byte[] fingerprint(List<OutboundDocument> documents) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      documents.forEach(document -> digest.update(document.fingerprint()));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public Resolution resolve(Attempt attempt) {
    prepareLedger();
    return ledger.resolve(pool, attempt.id(), config.resolveWait());
  }

  @Override
  public List<List<RowChange>> preview(List<OutboundDocument> documents) {
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      List<List<RowChange>> changes = new ArrayList<>();
      for (Run run : runs(connection, documents)) {
        changes.addAll(run.writer.preview(connection, run.rows));
      }
      connection.rollback();
      return changes;
    } catch (SQLException e) {
      throw failure(e, phase);
    }
  }

  @Override
  public String identity() {
    try (Connection connection = pool.getConnection()) {
      return identity(connection);
    } catch (SQLException e) {
      throw failure(e, Phase.CONNECT);
    }
  }

  private static String identity(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 'postgresql ' || s.system_identifier || '/' || d.oid || '/' || d.datname from"
                    + " pg_catalog.pg_control_system() s, pg_catalog.pg_database d where d.datname ="
                    + " pg_catalog.current_database()")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public CheckResult check() {
    String component = config.system() + " (jdbc target)";
    try (Connection connection = pool.getConnection()) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("identity", identity(connection));
      List<String> problems = new ArrayList<>();
      for (TargetTable target : config.tables().values()) {
        Table table = Table.find(connection, config.schema(), target.table());
        target.key().forEach(key -> table.column(key, target.place() + ".key", problems));
        facts.put("table", table.schema() + "." + table.name());
      }
      if (!problems.isEmpty()) {
        return CheckResult.fail(component, String.join("; ", problems));
      }
      prepareLedger();
      return new CheckResult(component, CheckResult.Level.OK, "writable", facts);
    } catch (SQLException e) {
      return failed(component, failure(e, Phase.CONNECT));
    } catch (AdapterException e) {
      return failed(component, e);
    }
  }

  private CheckResult failed(String component, AdapterException e) {
    @Nullable String message = e.getMessage();
    return CheckResult.fail(component, message == null ? e.code() : message);
  }

  @Override
  public void close() {
    pool.close();
  }
}
