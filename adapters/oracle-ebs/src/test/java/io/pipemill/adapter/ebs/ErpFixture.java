package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.adapter.testkit.TestingPostgres;
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
import org.postgresql.ds.PGSimpleDataSource;

/** A simulated ERP in a database of its own, copied from a template, and targets on it. */
final class ErpFixture {
  private static final TestingPostgres SERVER = TestingPostgres.shared();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String TEMPLATE = template();

  final SimulatedErp erp;
  final TestingPostgres.Database database;

  ErpFixture() {
    String name = "ebs" + COUNT.incrementAndGet();
    new TestingPostgres.Database("postgres", SERVER.port())
        .execute("create database " + name + " template " + TEMPLATE);
    database = new TestingPostgres.Database(name, SERVER.port());
    erp = SimulatedErp.install(dataSource());
  }

  private static String template() {
    TestingPostgres.Database database = SERVER.database("erp_template");
    ErpSeed seed =
        ErpSeed.standard()
            .orderSource("crude-retail")
            .orderSource("steel-contracts")
            .customer("C1", "Lanzhou Refinery")
            .customer("C2", "Baotou Steel");
    for (int i = 1; i <= 20; i++) {
      seed.item("ITEM-" + i, "Item " + i, "TON");
    }
    SimulatedErp.install(dataSource(database)).seed(seed);
    return database.name();
  }

  Settings settings(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("url", database.url());
    values.put("user", database.user());
    values.put("password", database.password());
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
    return dataSource(database);
  }

  private static DataSource dataSource(TestingPostgres.Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  void run(String... statements) {
    database.execute(statements);
  }

  /** The rows of a query, each as text with {@code |} between the columns. */
  List<String> rows(String sql) {
    try (Connection connection = database.open();
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
}
