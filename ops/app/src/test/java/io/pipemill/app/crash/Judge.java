package io.pipemill.app.crash;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.adapter.testkit.TestingPostgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code judge.sql} in a database of its own that sees the retail office's tables and the
 * ERP's as foreign ones, and nothing of the hub.
 */
final class Judge {
  private final Database court;

  Judge(Database retail, Database erp) {
    court = TestingPostgres.shared().database("judge");
    court.execute("create extension postgres_fdw");
    foreign("retail", retail, "retail_order, retail_order_line, retail_customer, erp_order_status");
    foreign(
        "erp",
        erp,
        "oe_headers_iface_all, oe_lines_iface_all, oe_price_adjs_iface_all, ra_customers_interface_all, oe_order_headers_all, oe_order_lines_all,"
            + " oe_price_adjustments, hz_cust_accounts, hz_parties, harness_arrival");
  }

  private void foreign(String name, Database database, String tables) {
    court.execute(
        "create server "
            + name
            + " foreign data wrapper postgres_fdw options (host '127.0.0.1', port '"
            + database.port()
            + "', dbname '"
            + database.name()
            + "', fetch_size '10000')",
        "create user mapping for current_user server "
            + name
            + " options (user '"
            + database.user()
            + "', password '"
            + database.password()
            + "')",
        "create schema " + name,
        "import foreign schema public limit to ("
            + tables
            + ") from server "
            + name
            + " into "
            + name);
  }

  /** Every fault, most telling first; empty if each document is in the ERP exactly once. */
  List<String> verdict() {
    try (Connection connection = court.open();
        Statement statement = connection.createStatement()) {
      statement.execute(OutsideWorld.resource("judge.sql"));
      List<String> faults = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select kind, ref, expected, found from verdict order by kind, ref")) {
        while (rows.next()) {
          faults.add(
              rows.getString(1)
                  + " "
                  + rows.getString(2)
                  + ": expected "
                  + rows.getString(3)
                  + ", found "
                  + rows.getString(4));
        }
      }
      return faults;
    } catch (SQLException e) {
      throw new IllegalStateException("the judge cannot read: " + e.getMessage(), e);
    }
  }
}
