package io.pipemill.adapter.ebs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one delivery by table, with WHO columns filled in; sent one table at a time. */
final class InterfaceRows {
  private final Map<InterfaceTable, TableRows> tables = new EnumMap<>(InterfaceTable.class);
  private final LocalDateTime now;
  private final long user;

  InterfaceRows(EbsConfig config) {
    this.now = LocalDateTime.now(config.zone()).truncatedTo(ChronoUnit.SECONDS);
    this.user = config.userId();
  }

  void add(InterfaceTable table, @Nullable Object[] row) {
    int who = table.width() - 4;
    row[who] = now;
    row[who + 1] = user;
    row[who + 2] = now;
    row[who + 3] = user;
    tables.computeIfAbsent(table, TableRows::new).add(row);
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  void load(Connection connection, Dialect dialect) throws SQLException {
    for (TableRows rows : tables.values()) {
      dialect.load(connection, rows);
    }
  }
}
