package io.pipemill.app.demo;

import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.app.embedded.EmbeddedStartException;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.cli.text.Texts;
import io.pipemill.demo.SampleSystems;
import io.pipemill.mapping.MappingCompiler.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a demo puts around the node: the embedded server, the simulated ERP, sample systems with
 * their data. Prepared beside the node's own start.
 */
final class Surroundings implements AutoCloseable {
  private final EmbeddedServers servers;
  private final SampleSystems samples;
  private @Nullable CompletableFuture<SimulatedErp> prepared;

  private Surroundings(EmbeddedServers servers, SampleSystems samples) {
    this.servers = servers;
    this.samples = samples;
  }

  /** Starts the server and makes the databases. */
  static Surroundings start(Path home, SampleSystems samples) {
    Path cache = Path.of(System.getProperty("pipemill.cache", home.resolve("store").toString()));
    EmbeddedServers servers = EmbeddedServers.start(home, cache, 0);
    servers.database("hub", "hub");
    DemoSystems.OWNERS.forEach(servers::database);
    return new Surroundings(servers, samples);
  }

  EmbeddedServers servers() {
    return servers;
  }

  /** Where the hub keeps its store. */
  NodeConfig.Login store() {
    return new NodeConfig.Login(servers.url("hub"), "hub", servers.password());
  }

  /**
   * Begins to fill the ERP and the sample systems.
   *
   * @param data whether there are to be sample data
   */
  void prepare(Loaded systems, Path home, boolean data) {
    prepared =
        CompletableFuture.supplyAsync(
            () -> {
              SimulatedErp erp =
                  SimulatedErp.install(erpDatabase())
                      .seed(samples.erpSeed(systems.systems().keySet(), data));
              try {
                for (String id : DemoSystems.withInbox(systems)) {
                  Files.createDirectories(home.resolve("inbox").resolve(id));
                }
                if (data) {
                  samples.firstAct(this::open, home);
                } else {
                  samples.tables(this::open);
                }
              } catch (IOException | SQLException e) {
                throw new EmbeddedStartException("the sample systems cannot be made", e);
              }
              erp.start(ErpSwitches.NORMAL);
              return erp;
            });
  }

  /** Waits until everything is there; before anything is read. */
  void await() {
    if (prepared != null) {
      try {
        prepared.join();
      } catch (CompletionException e) {
        throw new EmbeddedStartException(
            Texts.of("demo.no.prepare", String.valueOf(e.getCause())), e.getCause());
      }
    }
  }

  /** What the clerks of the samples do after the first drain. */
  void secondAct() throws SQLException {
    samples.secondAct(this::open);
  }

  private Connection open(String database) throws SQLException {
    return DriverManager.getConnection(
        servers.url(database), DemoSystems.OWNERS.get(database), servers.password());
  }

  private PGSimpleDataSource erpDatabase() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(servers.url("erp"));
    database.setUser(DemoSystems.OWNERS.get("erp"));
    database.setPassword(servers.password());
    return database;
  }

  @Override
  public void close() {
    try {
      if (prepared != null) {
        prepared
            .handle(
                (erp, failure) -> {
                  if (erp != null) {
                    erp.close();
                  }
                  return null;
                })
            .join();
      }
    } finally {
      servers.close();
    }
  }
}
