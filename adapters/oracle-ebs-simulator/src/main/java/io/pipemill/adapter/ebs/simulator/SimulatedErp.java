package io.pipemill.adapter.ebs.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The simulated ERP: {@link #install} creates its tables, {@link #seed} fills in what an
 * implementation team would have set up, {@link #start} runs its concurrent manager, or {@link
 * #runPending} runs what is pending in the caller's thread, for tests without time. Thread-safe.
 */
public final class SimulatedErp implements AutoCloseable {
  private static final List<String> SCRIPTS =
      List.of("reference", "orders", "masters", "order-import", "master-import", "wrapper");

  private final DataSource database;
  private @Nullable SimulatedConcurrentManager manager;

  private SimulatedErp(DataSource database) {
    this.database = database;
  }

  /**
   * Creates the tables in the connection's current schema unless they are there already.
   *
   * @throws ErpSimulatorException if the database refuses
   */
  public static SimulatedErp install(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(7326450)");
      boolean there;
      try (var rows =
          statement.executeQuery("select to_regclass('pipemill_simulator') is not null")) {
        there = rows.next() && rows.getBoolean(1);
      }
      if (!there) {
        for (String script : SCRIPTS) {
          statement.execute(script(script));
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new ErpSimulatorException("the simulated ERP cannot be installed", e);
    }
    return new SimulatedErp(database);
  }

  /** Adds reference and master data; what is there already stays. */
  public SimulatedErp seed(ErpSeed seed) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      new SeedWriter(connection).write(seed);
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        // only what was seeded: statistics of an empty order table would mislead the planner
        statement.execute(
            "analyze mtl_system_items_b, hz_cust_accounts, hz_parties, oe_transaction_types_tl,"
                + " oe_order_sources, mtl_units_of_measure_tl, fnd_currencies, fnd_territories");
      }
    } catch (SQLException e) {
      throw new ErpSimulatorException("the simulated ERP cannot be seeded", e);
    }
    return this;
  }

  /** Starts the concurrent manager, or changes the switches of the running one. */
  public synchronized void start(ErpSwitches switches) {
    if (manager != null) {
      manager.stop();
    }
    manager = new SimulatedConcurrentManager(database, switches);
    manager.start();
  }

  /** Stops the concurrent manager; requests stay pending. */
  public synchronized void stop() {
    if (manager != null) {
      manager.stop();
      manager = null;
    }
  }

  /**
   * Runs every request that is pending now, in the caller's thread, and returns how many ran
   * (children counted).
   */
  public int runPending(ErpSwitches switches) {
    SimulatedConcurrentManager once = new SimulatedConcurrentManager(database, switches);
    int ran = 0;
    while (once.runNext()) {
      ran++;
    }
    return ran;
  }

  /** The business content of the base tables now. */
  public ErpSnapshot snapshot() {
    try (Connection connection = database.getConnection()) {
      return ErpSnapshot.take(connection);
    } catch (SQLException e) {
      throw new ErpSimulatorException("the simulated ERP cannot be read", e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static String script(String name) {
    try (InputStream in = SimulatedErp.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("script " + name + ".sql is missing from the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
