package io.pipemill.app.crash;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.adapter.testkit.TestingPostgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * What outlives every crash of the node: the retail office's database with its clerks, and the
 * simulated ERP with its concurrent manager, both on the test's own server.
 */
final class OutsideWorld implements AutoCloseable {
  final Database retail = TestingPostgres.shared().database("retail");
  final Database erp = TestingPostgres.shared().database("erp");
  final Clerks clerks;
  private final SimulatedErp simulator;
  private final Connection desk;
  private final HikariDataSource erpPool;
  private final Connection window;

  OutsideWorld(long seed, int orders) {
    clerks = new Clerks(seed, orders);
    retail.execute(resource("/io/pipemill/demo/crude-retail.sql"));
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(erp.url());
    pool.setUsername(erp.user());
    pool.setPassword(erp.password());
    pool.setMaximumPoolSize(4);
    erpPool = new HikariDataSource(pool);
    simulator = SimulatedErp.install(erpPool).seed(seed());
    erp.execute(
        "create table harness_arrival (n bigserial primary key, ref text, change_sequence text, operation text, remark text, cancelled boolean)",
        "create function harness_arrival() returns trigger language plpgsql as $$ begin"
            + " insert into harness_arrival (ref, change_sequence, operation, remark, cancelled) values (new.orig_sys_document_ref, new.change_sequence,"
            + " new.operation_code, new.shipping_instructions, coalesce(new.cancelled_flag, 'N') = 'Y'); return null; end $$",
        "create trigger harness_arrival after insert on oe_headers_iface_all for each row execute function harness_arrival()");
    simulator.start(ErpSwitches.NORMAL);
    try {
      window = erp.open();
      desk = retail.open();
      desk.setAutoCommit(false);
      clerks.begin(desk);
      desk.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ErpSeed seed() {
    ErpSeed seed = ErpSeed.standard().orderSource("crude-retail");
    for (int i = 0; i < Clerks.KNOWN_CUSTOMERS; i++) {
      seed.customer(Clerks.customer(i), "大庆石化有限公司 " + i);
    }
    for (String item :
        "CRUDE-DQ CRUDE-DQ-LW CRUDE-LIGHT CONDENSATE HEAVY-OIL SLOP-OIL".split(" ")) {
      seed.item(item, item, "TON");
    }
    return seed;
  }

  /** One transaction of the clerks. */
  void write() {
    try {
      clerks.step(desk);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Orders that stand in the ERP's interface or base tables. */
  int arrived() {
    try (Statement statement = window.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select count(*) from oe_order_headers_all) + (select count(*) from oe_headers_iface_all where operation_code = 'INSERT')")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean inErp(String order) {
    return !erp.value(
            "select (select count(*) from oe_order_headers_all where orig_sys_document_ref = '"
                + order
                + "') + (select count(*) from oe_headers_iface_all where orig_sys_document_ref = '"
                + order
                + "')")
        .equals("0");
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(OutsideWorld.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    simulator.close();
    erpPool.close();
    try {
      window.close();
      desk.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
