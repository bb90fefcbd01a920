package io.pipemill.reconciliation.fingerprint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The hashes of each column of some rows.
 *
 * @param names of the columns
 * @param byKey fingerprint of the key in hexadecimal digits to the hashes
 */
record ColumnHashes(List<String> names, Map<String, List<String>> byKey) {

  static ColumnHashes of(
      Connection connection,
      String table,
      List<ColumnPlan> plans,
      List<ColumnPlan> key,
      Collection<String> keys)
      throws SQLException {
    FingerprintSql sql = new FingerprintSql(Engine.POSTGRESQL);
    StringBuilder select = new StringBuilder("SELECT ").append(sql.fingerprint(key));
    for (ColumnPlan plan : plans) {
      select.append(", ").append(sql.columnHash(plan));
    }
    select.append(" FROM ").append(table).append(" WHERE ").append(sql.fingerprint(key));
    Map<String, List<String>> byKey = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(select.append(" = ANY (?)").toString())) {
      query.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<String> hashes = new ArrayList<>();
          for (int i = 0; i < plans.size(); i++) {
            hashes.add(rows.getString(i + 2));
          }
          byKey.put(rows.getString(1), hashes);
        }
      }
    }
    return new ColumnHashes(plans.stream().map(plan -> plan.column().name()).toList(), byKey);
  }

  /** Names of the columns of a row that differ. */
  List<String> differing(ColumnHashes other, String key) {
    List<String> mine = Objects.requireNonNull(byKey.get(key), key);
    List<String> theirs = Objects.requireNonNull(other.byKey.get(key), key);
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!mine.get(i).equals(theirs.get(i))) {
        differing.add(names.get(i));
      }
    }
    return differing;
  }
}
