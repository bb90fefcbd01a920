package io.pipemill.hub.intake;

import io.pipemill.mapping.InboundMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps every mapping version that was ever used; written with the first batch that uses it. */
public final class MappingVersions {
  private final Set<String> stored = ConcurrentHashMap.newKeySet();

  /**
   * In the caller's transaction. If that rolls back, the next process start writes it again at the
   * latest.
   */
  public void remember(Connection connection, int flow, InboundMapping mapping)
      throws SQLException {
    if (stored.contains(mapping.version())) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into mapping_version (version, flow_id, bundle, first_used_at) values (?, ?, ?, now()) on conflict do nothing")) {
      insert.setString(1, mapping.version());
      insert.setInt(2, flow);
      insert.setBytes(3, mapping.bundle());
      if (insert.executeUpdate() == 0) {
        stored.add(mapping.version());
      }
    }
  }
}
