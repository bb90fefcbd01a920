package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A simulated ERP in a database of its own, and targets on it. */
final class ErpFixture {
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger COUNT = new AtomicInteger();

  final SimulatedErp erp;
  private final DataSource database;
  private final String url;

  ErpFixture() {
    String name = "ebs" + COUNT.incrementAndGet();
    admin("create database " + name + " template erp_template");
    database = SERVER.getDatabase("postgres", name);
    url = SERVER.getJdbcUrl("postgres", name);
    erp = SimulatedErp.install(database);
  }

  private static void template(EmbeddedPostgres server) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database erp_template");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    DataSource database = server.getDatabase("postgres", "erp_template");
    SimulatedErp erp = SimulatedErp.install(database);
    ErpSeed seed =
        ErpSeed.standard()
            .orderSource("crude-retail")
            .orderSource("steel-contracts")
            .customer("C1", "Lanzhou Refinery")
            .customer("C2", "Baotou Steel");
    for (int i = 1; i <= 20; i++) {
      seed.item("ITEM-" + i, "Item " + i, "TON");
    }
    erp.seed(seed);
  }

  private static void admin(String sql) {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Settings settings(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("url", url);
    values.put("user", "postgres");
    values.put("operatingUnit", "Pipemill China");
    values.put("organization", "M1");
    values.putAll(more);
    return new Settings("test: oracle-ebs", values, secret -> secret);
  }

  TargetAdapter target(Map<String, Object> more) {
    return target(more, AdapterContext.FaultPoint.NONE);
  }

  TargetAdapter target(Map<String, Object> more, AdapterContext.FaultPoint faults) {
    return new OracleEbsAdapter()
        .target(
            new TargetRequest("oracle-ebs", settings(more), Map.of()),
            new AdapterContext(Path.of("."), "node-1", faults));
  }

  DataSource dataSource() {
    return database;
  }

  void run(String... statements) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query, each as text with {@code |} between the columns. */
  List<String> rows(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.append(i > 1 ? "|" : "").append(rows.getString(i));
        }
        all.add(line.toString());
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      template(server);
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
