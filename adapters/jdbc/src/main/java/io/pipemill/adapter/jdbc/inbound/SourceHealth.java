package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.CheckResult.Level;
import io.pipemill.adapter.jdbc.internal.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to the health question of a JDBC source. */
final class SourceHealth {
  private SourceHealth() {}

  static CheckResult of(
      String component,
      SourceConfig config,
      RowsPlan plan,
      Connection connection,
      Activity activity,
      @Nullable Overlap overlap)
      throws SQLException {
    Map<String, String> facts = new LinkedHashMap<>();
    var product = connection.getMetaData();
    facts.put(
        "database", product.getDatabaseProductName() + " " + product.getDatabaseProductVersion());
    facts.put(
        plan.table().query() == null ? "table" : "query",
        plan.table().query() == null
            ? plan.table().schema() + "." + plan.table().name()
            : plan.table().name());
    facts.put("open transactions", String.valueOf(activity.running().size()));
    facts.put("prepared transactions", String.valueOf(activity.prepared().size()));
    if (overlap != null) {
      facts.put("rows of the overlap remembered", String.valueOf(overlap.remembered()));
      facts.put("floor", String.valueOf(overlap.floor()));
    }
    List<String> warnings = warnings(config, plan, connection);
    if (overlap != null && overlap.remembered() >= config.seenLimit()) {
      warnings.add(
          "no new rows are taken: "
              + overlap.remembered()
              + " rows wait for the end of a long transaction at the source; end it (pg_locks,"
              + " virtualxid) or raise jdbc.seenLimit");
    }
    return warnings.isEmpty()
        ? new CheckResult(component, Level.OK, "readable", facts)
        : new CheckResult(component, Level.WARN, String.join("; ", warnings), facts);
  }

  private static List<String> warnings(SourceConfig config, RowsPlan plan, Connection connection)
      throws SQLException {
    List<String> warnings = new ArrayList<>();
    Column changed = plan.changedBy();
    if (changed == null) {
      warnings.add("no changedBy: rows are found by the scheduled key sweep only, not by polling");
      return warnings;
    }
    String name = changed.name();
    ChangeOrder order = ChangeOrder.of(changed);
    if (order == ChangeOrder.LOCAL && config.zone() == null) {
      warnings.add(
          name
              + " has no time zone: say the zone its clock shows as jdbc.zone (Asia/Shanghai);"
              + " until then that of the server's log counts");
    }
    if (order == ChangeOrder.NUMBER || order == ChangeOrder.TEXT) {
      warnings.add(name + " is no time: it must rise with every change of any row");
    }
    if (changed.nullable()) {
      warnings.add("rows with NULL in " + name + " are found by the key sweep only");
    }
    if (plan.table().base() && !indexed(plan, changed, connection)) {
      warnings.add("no index begins with " + name + ": every poll reads the whole table");
    }
    return warnings;
  }

  private static boolean indexed(RowsPlan plan, Column changed, Connection connection)
      throws SQLException {
    try (ResultSet rows =
        connection
            .getMetaData()
            .getIndexInfo(
                connection.getCatalog(), plan.table().schema(), plan.table().name(), false, true)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (rows.getInt("ORDINAL_POSITION") == 1
            && column != null
            && column.replace("\"", "").equals(changed.name())) {
          return true;
        }
      }
    }
    return false;
  }
}
