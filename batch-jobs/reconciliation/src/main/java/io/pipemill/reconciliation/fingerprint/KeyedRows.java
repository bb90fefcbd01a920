package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnRule;
import io.pipemill.canonical.fingerprint.RowFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side in the order of the fingerprints of their keys. That order is the same on
 * every engine, whatever its collation; the database sorts, so that memory stays bounded.
 */
final class KeyedRows implements AutoCloseable {
  private static final int FETCHED = 5_000;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final List<ColumnPlan> keys;
  private final List<ColumnPlan> plans;
  private final @Nullable RowFingerprint java;
  private final @Nullable Object[] values;
  long read;
  long verified;
  long disagreements;
  byte @Nullable [] key;
  byte[] row = new byte[0];

  /**
   * @param connection without auto-commit, or the driver fetches everything at once
   * @param verify whether Java computes each fingerprint as well
   */
  KeyedRows(
      Connection connection,
      String table,
      List<ColumnPlan> plans,
      List<ColumnPlan> keys,
      boolean verify)
      throws SQLException {
    this.keys = keys;
    this.plans = plans;
    this.values = new Object[plans.size()];
    this.java =
        verify
            ? new RowFingerprint(
                plans.stream().map(plan -> Objects.requireNonNull(plan.rule())).toList())
            : null;
    FingerprintSql sql = new FingerprintSql(Engine.POSTGRESQL);
    StringBuilder select =
        new StringBuilder("SELECT ")
            .append(sql.fingerprintBytes(keys))
            .append(" AS pipemill_key, ")
            .append(sql.fingerprintBytes(plans))
            .append(" AS pipemill_row");
    for (ColumnPlan plan : keys) {
      select.append(", ").append(name(plan)).append("::text");
    }
    for (ColumnPlan plan : verify ? plans : List.<ColumnPlan>of()) {
      select.append(", ").append(name(plan));
    }
    statement =
        connection.prepareStatement(
            select.append(" FROM ").append(table).append(" ORDER BY pipemill_key").toString());
    statement.setFetchSize(FETCHED);
    rows = statement.executeQuery();
    next();
  }

  static String name(ColumnPlan plan) {
    return new PostgresDialect().identifier(plan.column().name(), true);
  }

  /** Goes to the next row; the key is null behind the last. */
  void next() throws SQLException {
    boolean onRow = rows.next();
    key = onRow ? rows.getBytes(1) : null;
    if (onRow) {
      row = rows.getBytes(2);
      read++;
      if (java != null) {
        verify(java);
      }
    }
  }

  private void verify(RowFingerprint fingerprint) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      ColumnRule rule = Objects.requireNonNull(plans.get(i).rule());
      values[i] =
          JdbcValue.read(rows, 3 + keys.size() + i, rule.kind(), plans.get(i).column().type());
    }
    verified++;
    if (!Arrays.equals(fingerprint.of(values), row)) {
      disagreements++;
    }
  }

  /** The key of this row for people. */
  Map<String, String> keyForPeople() throws SQLException {
    Map<String, String> shown = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      shown.put(keys.get(i).column().name(), String.valueOf(rows.getString(3 + i)));
    }
    return shown;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
