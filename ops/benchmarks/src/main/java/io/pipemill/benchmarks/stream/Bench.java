package io.pipemill.benchmarks.stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.oracle.Engine;
import io.pipemill.oracle.OutcomeLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL with fsync on, in it the retail office's database, the ERP's and the hub store;
 * all three contestants work on the same tables. The import itself is not part of the figure: the
 * clock stops at the commit in the open interface tables.
 */
final class Bench implements AutoCloseable {
  final Path home;
  final Path root;
  final EmbeddedServers servers;
  final HikariDataSource retail;
  final HikariDataSource erp;
  final DocumentCatalog catalog = DocumentCatalog.load();

  /** What the first contestant's {@link #newest} was. */
  @Nullable String expected;

  private long orders;

  Bench(Path root) throws IOException, SQLException {
    this.root = root;
    this.home = Files.createTempDirectory("pipemill-benchmark");
    this.servers = EmbeddedServers.start(home, root.resolve(".pipemill/cache"), 0);
    for (String database : new String[] {"crude_retail", "erp", "hub"}) {
      servers.database(database, database);
    }
    this.retail = pool("crude_retail");
    this.erp = pool("erp");
    SimulatedErp.install(erp).seed(seed());
    new OutcomeLedger(Engine.POSTGRESQL, null).createIfAbsent(erp);
    try (Connection connection = retail.getConnection();
        Statement statement = connection.createStatement()) {
      try (var script =
          Objects.requireNonNull(
              Bench.class.getResourceAsStream("/io/pipemill/demo/crude-retail.sql"),
              "crude-retail.sql")) {
        statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static ErpSeed seed() {
    ErpSeed seed = ErpSeed.standard().orderSource("crude-retail");
    for (int i = 0; i < 200; i++) {
      seed = seed.customer("R" + (10_000 + i), "customer " + i);
    }
    for (String item : new String[] {"CRUDE-DQ", "CRUDE-DQ-LW", "CRUDE-LIGHT", "CONDENSATE"}) {
      seed = seed.item(item, item, "TON");
    }
    return seed;
  }

  HikariDataSource pool(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(servers.url(database) + "?reWriteBatchedInserts=true");
    config.setUsername(database);
    config.setPassword(servers.password());
    config.setMaximumPoolSize(6);
    return new HikariDataSource(config);
  }

  /**
   * New orders with three lines each; their numbers rise. All are committed at once, so that a
   * clock started here measures those who carry them and not who writes them.
   *
   * @return when the commit began ({@link System#nanoTime})
   */
  long addOrders(int count) throws SQLException {
    try (Connection connection = retail.getConnection()) {
      connection.setAutoCommit(false);
      for (int done = 0; done < count; done += 500) {
        int n = Math.min(500, count - done);
        insertOrders(connection, orders + 1, orders + n);
        orders += n;
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze retail_order, retail_order_line");
      }
      long began = System.nanoTime();
      connection.commit();
      return began;
    }
  }

  /** Commits one order; gives its number. */
  String addOrder() throws SQLException {
    try (Connection connection = retail.getConnection()) {
      connection.setAutoCommit(false);
      orders++;
      insertOrders(connection, orders, orders);
      connection.commit();
    }
    return number(orders);
  }

  static String number(long order) {
    return "B" + String.format(java.util.Locale.ROOT, "%010d", order);
  }

  private static void insertOrders(Connection connection, long from, long to) throws SQLException {
    for (String sql :
        new String[] {
          "insert into retail_order (order_no, order_type, order_dt, plan_dt, contract_no, po_no, station_cd, cust_cd, cust_nm, receiver,"
              + " deliv_addr, deliv_city, deliv_zip, deliv_prov, sales_man, pay_mode, total_amt, order_status, remark, created_at, ts, updated_at)"
              + " select 'B' || lpad(i::text, 10, '0'), '零售', '2026-03-15', '2026-04-01', 'HT-' || i % 977, 'PO-' || i, 'S0' || (1 + i % 3),"
              + " 'R' || (10000 + i % 200), '大庆某某石化有限公司', '收货人', '黑龙江省大庆市某路 ' || i % 99 || ' 号', '大庆', '163000', '黑龙江', null, '预付',"
              + " 3 * (10 + i % 50) * 4321.5, '已审核', '备注 remark ' || i, clock_timestamp(), i, clock_timestamp() from generate_series(?::bigint, ?) i",
          "insert into retail_order_line (order_no, line_no, oil_cd, oil_nm, gross_ton, net_ton, price, plan_dt, depot_cd, line_memo)"
              + " select 'B' || lpad(i::text, 10, '0'), l, (array['DQ-01', 'DQ-02', 'LS-01'])[l], '原油', 11 + i % 50, 10 + i % 50, 4321.5, '2026-04-01',"
              + " 'BY1', null from generate_series(?::bigint, ?) i, generate_series(1, 3) l"
        }) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setLong(1, from);
        insert.setLong(2, to);
        insert.executeUpdate();
      }
    }
  }

  /**
   * What stands in the open interface for the newest order: the same whoever brought it, but for
   * ids and times.
   */
  String newest() throws SQLException {
    String ignored = "'attribute15', 'creation_date', 'last_update_date'";
    try (Connection connection = erp.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select string_agg(r, E'\\n' order by r) from (select (jsonb_strip_nulls(to_jsonb(h)) - array["
                    + ignored
                    + "])::text as r from oe_headers_iface_all h where orig_sys_document_ref = '"
                    + number(orders)
                    + "' union all select (jsonb_strip_nulls(to_jsonb(l)) - array["
                    + ignored
                    + "])::text from oe_lines_iface_all l where orig_sys_document_ref = '"
                    + number(orders)
                    + "') x")) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  /** Orders in the ERP's open interface. */
  long arrived() throws SQLException {
    try (Connection connection = erp.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from oe_headers_iface_all")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Empties source, ERP and hub store between contestants: what one left behind must not be worked
   * off in another's time.
   */
  void clear() throws SQLException {
    orders = 0;
    try (Connection connection =
            DriverManager.getConnection(servers.url("hub"), "hub", servers.password());
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade; create schema public");
    }
    try (Connection connection = erp.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate oe_headers_iface_all, oe_lines_iface_all, oe_price_adjs_iface_all, pipemill_outcome, fnd_concurrent_requests");
      connection.createStatement().execute("analyze");
    }
    try (Connection connection = retail.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate retail_order, retail_order_line");
    }
  }

  /** Waits until so many orders have arrived; gives seconds since {@code since}. */
  double await(long wanted, long since) throws SQLException, InterruptedException {
    long giveUp = System.nanoTime() + 120_000_000_000L;
    while (arrived() < wanted) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "only " + arrived() + " of " + wanted + " orders arrived in 120 s");
      }
      Thread.sleep(50);
    }
    return (System.nanoTime() - since) / 1e9;
  }

  @Override
  public void close() {
    retail.close();
    erp.close();
    servers.close();
  }
}
