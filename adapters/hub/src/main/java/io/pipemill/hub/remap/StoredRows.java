package io.pipemill.hub.remap;

import io.pipemill.canonical.Verb;
import io.pipemill.hub.journal.Journal.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a flow, some intake batches at a time; in the caller's transaction. The latest
 * come first, except where they are to be sent again: then they come in the order of reading.
 */
final class StoredRows {
  private static final String IN_PERIOD =
      " from batch where flow_id = ? and id between ? and ? and (?::timestamptz is null or received_at >= ?)"
          + " and (?::timestamptz is null or received_at < ?)";

  private final int flow;
  private final Scope scope;
  private final String currentVersion;
  private final int documentsAtOnce;
  private long first;
  private long last = Long.MAX_VALUE;

  StoredRows(int flow, Scope scope, String currentVersion, int documentsAtOnce) {
    this.flow = flow;
    this.scope = scope;
    this.currentVersion = currentVersion;
    this.documentsAtOnce = documentsAtOnce;
  }

  /** Documents ahead; what is read from now on is not among them. */
  long start(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(sum(documents), 0), coalesce(max(id), 0)" + IN_PERIOD)) {
      period(select);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        last = row.getLong(2);
        return Math.min(scope.most(), row.getLong(1));
      }
    }
  }

  /** The next documents; null at the end, empty where none of some batches is wanted. */
  @Nullable List<StoredRow> next(Connection connection) throws SQLException {
    List<Long> batches = new ArrayList<>();
    long documents = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, documents"
                + IN_PERIOD
                + " order by id"
                + direction()
                + " limit "
                + documentsAtOnce)) {
      period(select);
      try (ResultSet rows = select.executeQuery()) {
        while (documents < documentsAtOnce && rows.next()) {
          batches.add(rows.getLong(1));
          documents += rows.getLong(2);
        }
      }
    }
    if (batches.isEmpty()) {
      return null;
    }
    if (scope.mappedByOthers()) {
      first = batches.get(batches.size() - 1) + 1;
    } else {
      last = batches.get(batches.size() - 1) - 1;
    }
    return rows(connection, batches);
  }

  private String direction() {
    return scope.mappedByOthers() ? "" : " desc";
  }

  private void period(PreparedStatement select) throws SQLException {
    select.setInt(1, flow);
    select.setLong(2, first);
    select.setLong(3, last);
    select.setObject(4, at(scope.from()));
    select.setObject(5, at(scope.from()));
    select.setObject(6, at(scope.to()));
    select.setObject(7, at(scope.to()));
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private List<StoredRow> rows(Connection connection, List<Long> batches) throws SQLException {
    String others =
        scope.mappedByOthers()
            ? " and d.mapping_version <> ? and d.state <> 'superseded'"
                + " and (d.state <> 'filtered' or d.reason not in ('NO_TARGET', 'DELETED', 'DELETED_AFTER_RETENTION'))"
            : "";
    List<StoredRow> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id, coalesce(d.replay_batch_id, d.batch_id), coalesce(d.replay_slot, d.slot), d.source_key, d.business_key, d.verb,"
                + " d.state, d.reason, d.fingerprint, d.mapping_version, d.purged_at is not null, s.fingerprint,"
                + " s.document_id is null or s.document_id = d.id or s.version <= d.version"
                + " from document d left join subject s on s.flow_id = d.flow_id and s.business_key = d.business_key"
                + " where d.batch_id = any(?) and d.flow_id = ?"
                + others
                + " order by d.batch_id"
                + direction()
                + ", d.slot"
                + direction())) {
      select.setArray(1, connection.createArrayOf("bigint", batches.toArray()));
      select.setInt(2, flow);
      if (scope.mappedByOthers()) {
        select.setString(3, currentVersion);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredRow(
                  row.getObject(1, UUID.class),
                  new Place(row.getLong(2), row.getInt(3)),
                  row.getString(4),
                  row.getString(5),
                  Verb.valueOf(row.getString(6)),
                  row.getString(7),
                  row.getString(8),
                  row.getBytes(9),
                  row.getString(10),
                  row.getBoolean(11),
                  row.getBytes(12),
                  row.getBoolean(13)));
        }
      }
    }
    return found;
  }
}
