package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.CheckResult.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The health question: is the ERP there, may we work in it, and does its manager run? */
final class EbsCheck {
  private static final List<String> READ =
      List.of(
          "oe_order_headers_all",
          "oe_order_lines_all",
          "oe_price_adjustments",
          "oe_order_sources",
          "oe_processing_msgs",
          "oe_processing_msgs_tl",
          "fnd_concurrent_requests",
          "hz_cust_accounts",
          "hz_cust_acct_sites_all",
          "hz_cust_site_uses_all",
          "mtl_system_items_b",
          "mtl_interface_errors",
          "hr_operating_units",
          "mtl_parameters");
  private static final List<String> WRITE =
      List.of(
          "oe_headers_iface_all",
          "oe_lines_iface_all",
          "oe_price_adjs_iface_all",
          "oe_actions_iface_all",
          "ra_customers_interface_all",
          "ra_customer_profiles_int_all",
          "ra_contact_phones_int_all",
          "mtl_system_items_interface");

  private final EbsConfig config;
  private final Dialect dialect;
  private final EbsDatabase database;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  EbsCheck(EbsConfig config, Dialect dialect, EbsDatabase database) {
    this.config = config;
    this.dialect = dialect;
    this.database = database;
  }

  CheckResult run() {
    try {
      database.read(
          "check",
          connection -> {
            ask(connection);
            return true;
          });
    } catch (AdapterException e) {
      failures.add(e.getMessage());
    }
    String component = "oracle-ebs";
    if (!failures.isEmpty()) {
      return new CheckResult(component, Level.FAIL, String.join("; ", failures), facts);
    }
    if (!warnings.isEmpty()) {
      return new CheckResult(component, Level.WARN, String.join("; ", warnings), facts);
    }
    String simulated = facts.containsKey("SIMULATED") ? "SIMULATED ERP answers" : "the ERP answers";
    return new CheckResult(component, Level.OK, simulated, facts);
  }

  private void ask(Connection connection) throws SQLException {
    facts.put("identity", dialect.identity(connection));
    facts.put(
        "database",
        connection.getMetaData().getDatabaseProductName()
            + " "
            + connection.getMetaData().getDatabaseProductVersion());
    facts.put("driver", connection.getMetaData().getDriverVersion());
    String simulated = single(connection, "select note from pipemill_simulator");
    if (simulated != null) {
      facts.put("SIMULATED", simulated);
    }
    for (String table : READ) {
      may(connection, "select 1 from " + table + " where 1 = 0", table, "SELECT");
    }
    for (String table : WRITE) {
      may(
          connection,
          "select 1 from " + table + " where 1 = 0 for update",
          table,
          "SELECT and UPDATE");
      may(connection, "delete from " + table + " where 1 = 0", table, "DELETE");
      may(
          connection,
          "insert into " + table + " select * from " + table + " where 1 = 0",
          table,
          "INSERT");
    }
    if (!database.installed(connection)) {
      warnings.add(
          "table pipemill_outcome is not there yet; it is made at the first delivery if the user"
              + " may, else by a DBA: "
              + database.outcomeDdl());
    }
    EbsNames names;
    try {
      names = EbsNames.read(connection);
      if (!names.units().containsKey(config.operatingUnit())) {
        failures.add(
            "operatingUnit: found "
                + config.operatingUnit()
                + ", expected one of "
                + names.units().keySet());
      }
      if (!names.organizations().containsKey(config.organization())) {
        failures.add(
            "organization: found "
                + config.organization()
                + ", expected one of "
                + names.organizations().keySet());
      }
      if (names.sources().isEmpty()) {
        failures.add("OE_ORDER_SOURCES has no enabled source: set one up per legacy system");
      }
      facts.put(
          "orderSources", String.join(", ", names.sources().keySet().stream().sorted().toList()));
    } catch (SQLException e) {
      connection.rollback();
    }
    manager(connection);
  }

  /** A privilege or table that is missing, as a sentence. */
  private void may(Connection connection, String sql, String table, String what)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    } catch (SQLException e) {
      connection.rollback();
      failures.add("cannot " + what + " on " + table + " (" + e.getSQLState() + "): grant it");
    }
  }

  /** Whether requests of ours are taken: nobody else can say that a concurrent manager runs. */
  private void manager(Connection connection) throws SQLException {
    String last =
        single(
            connection,
            "select max(actual_completion_date) from fnd_concurrent_requests where phase_code ="
                + " 'C'");
    facts.put("lastCompletedRequest", last == null ? "none" : last);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*), min(requested_start_date) from fnd_concurrent_requests where"
                + " phase_code = 'P' and status_code in ('I', 'Q') and requested_start_date <="
                + " ?")) {
      statement.setObject(1, LocalDateTime.now(config.zone()));
      pending(statement);
    } catch (SQLException e) {
      connection.rollback();
    }
  }

  private void pending(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      facts.put("pendingRequests", row.getString(1));
      LocalDateTime oldest = row.getObject(2, LocalDateTime.class);
      if (oldest != null) {
        Duration waiting = Duration.between(oldest, LocalDateTime.now(config.zone()));
        if (waiting.compareTo(config.requestTimeout()) > 0) {
          warnings.add(
              row.getLong(1)
                  + " concurrent requests are pending, the oldest for "
                  + waiting.toMinutes()
                  + " minutes (requestTimeout "
                  + config.requestTimeout().toMinutes()
                  + "): is a concurrent manager running?");
        }
      }
    }
  }

  private static @Nullable String single(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      connection.rollback();
      return null;
    }
  }
}
