package io.pipemill.hub.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the hub has seen before: by source key, and by business key. One query or upsert for a whole
 * batch.
 */
final class KnownVersions {

  private KnownVersions() {}

  /** The last version read under a source key. */
  record SeenKey(String version, @Nullable UUID document, boolean deleted) {}

  /** The last version of a business object. */
  record Subject(long version, byte @Nullable [] fingerprint, @Nullable UUID document) {}

  static Map<String, SeenKey> keys(Connection connection, int flow, Collection<String> keys)
      throws SQLException {
    Map<String, SeenKey> seen = new HashMap<>(keys.size() * 2);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select source_key, source_version, document_id, deleted from source_key where flow_id = ? and source_key = any(?)")) {
      select.setInt(1, flow);
      select.setArray(2, connection.createArrayOf("varchar", keys.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          seen.put(
              rows.getString(1),
              new SeenKey(rows.getString(2), rows.getObject(3, UUID.class), rows.getBoolean(4)));
        }
      }
    }
    return seen;
  }

  /** Keys known and not deleted, behind a key, in byte order. */
  static List<String> keysAfter(Connection connection, int flow, @Nullable String after, int limit)
      throws SQLException {
    List<String> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select source_key from source_key where flow_id = ? and source_key > ? and not deleted order by source_key limit ?")) {
      select.setInt(1, flow);
      select.setString(2, after == null ? "" : after);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }

  /**
   * Locks the subjects, so that versions of one object are numbered one after the other whoever
   * brings them.
   */
  static Map<String, Subject> lockSubjects(
      Connection connection, int flow, Collection<String> businessKeys) throws SQLException {
    Map<String, Subject> subjects = new HashMap<>(businessKeys.size() * 2);
    if (businessKeys.isEmpty()) {
      return subjects;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select business_key, version, fingerprint, document_id from subject"
                + " where flow_id = ? and business_key = any(?) order by business_key for update")) {
      select.setInt(1, flow);
      select.setArray(2, connection.createArrayOf("varchar", businessKeys.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          subjects.put(
              rows.getString(1),
              new Subject(rows.getLong(2), rows.getBytes(3), rows.getObject(4, UUID.class)));
        }
      }
    }
    return subjects;
  }

  static void saveKeys(Connection connection, int flow, Map<String, SeenKey> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    int size = keys.size();
    String[] names = new String[size];
    String[] versions = new String[size];
    UUID[] documents = new UUID[size];
    Boolean[] deleted = new Boolean[size];
    int i = 0;
    for (Map.Entry<String, SeenKey> entry : keys.entrySet()) {
      names[i] = entry.getKey();
      versions[i] = entry.getValue().version();
      documents[i] = entry.getValue().document();
      deleted[i++] = entry.getValue().deleted();
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into source_key (flow_id, source_key, source_version, document_id, deleted)"
                + " select ?, k, v, d, x from unnest(?::varchar[], ?::varchar[], ?::uuid[], ?::boolean[]) as t(k, v, d, x)"
                + " on conflict (flow_id, source_key) do update set source_version = excluded.source_version,"
                + " document_id = excluded.document_id, deleted = excluded.deleted")) {
      upsert.setInt(1, flow);
      upsert.setArray(2, connection.createArrayOf("varchar", names));
      upsert.setArray(3, connection.createArrayOf("varchar", versions));
      upsert.setArray(4, connection.createArrayOf("uuid", documents));
      upsert.setArray(5, connection.createArrayOf("boolean", deleted));
      upsert.executeUpdate();
    }
  }

  static void saveSubjects(Connection connection, int flow, Map<String, Subject> subjects)
      throws SQLException {
    if (subjects.isEmpty()) {
      return;
    }
    int size = subjects.size();
    String[] keys = new String[size];
    Long[] versions = new Long[size];
    byte[][] fingerprints = new byte[size][];
    UUID[] documents = new UUID[size];
    int i = 0;
    for (Map.Entry<String, Subject> entry : subjects.entrySet()) {
      keys[i] = entry.getKey();
      versions[i] = entry.getValue().version();
      fingerprints[i] = entry.getValue().fingerprint();
      documents[i++] = entry.getValue().document();
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into subject (flow_id, business_key, version, fingerprint, document_id)"
                + " select ?, k, v, f, d from unnest(?::varchar[], ?::bigint[], ?::bytea[], ?::uuid[]) as t(k, v, f, d)"
                + " on conflict (flow_id, business_key) do update set version = excluded.version,"
                + " fingerprint = excluded.fingerprint, document_id = excluded.document_id")) {
      upsert.setInt(1, flow);
      upsert.setArray(2, connection.createArrayOf("varchar", keys));
      upsert.setArray(3, connection.createArrayOf("bigint", versions));
      upsert.setArray(4, connection.createArrayOf("bytea", fingerprints));
      upsert.setArray(5, connection.createArrayOf("uuid", documents));
      upsert.executeUpdate();
    }
  }
}
