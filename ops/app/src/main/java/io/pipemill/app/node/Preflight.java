package io.pipemill.app.node;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.CheckResult;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.hub.SystemsCheck;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Asks everything a node would use, before it is started: store, broker, home, every source and
 * target. Starts nothing and writes nothing.
 */
public final class Preflight {
  private final NodeConfig config;

  public Preflight(NodeConfig config) {
    this.config = config;
  }

  /**
   * @throws io.pipemill.cli.CommandFailed USAGE with every problem of the mappings
   */
  public List<CheckResult> check() {
    DocumentCatalog catalog = DocumentCatalog.load();
    Loaded loaded = ProductionRun.load(config, catalog, new Mappings(catalog));
    List<CheckResult> checks = new ArrayList<>();
    checks.add(home());
    checks.add(store());
    checks.add(broker());
    checks.addAll(
        SystemsCheck.ask(
            loaded.systems().values(),
            new AdapterContext(config.home(), config.node(), AdapterContext.FaultPoint.NONE)));
    return checks;
  }

  private CheckResult home() {
    Path there = config.home();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there)
        ? CheckResult.ok("home", config.home() + " is writable")
        : CheckResult.fail("home", config.home() + " is not writable: make it, or give it rights");
  }

  private CheckResult store() {
    NodeConfig.Login login = config.store();
    if (login == null) {
      return config.broker() == null
          ? CheckResult.ok("store", "embedded: for one node")
          : CheckResult.warn(
              "store", "embedded, though the broker is shared: a second node needs both shared");
    }
    try (Connection connection =
        DriverManager.getConnection(login.url(), login.user(), login.password())) {
      return StoreQuestion.ask(connection);
    } catch (SQLException e) {
      return CheckResult.fail("store", login.url() + " does not answer: " + e.getMessage());
    }
  }

  private CheckResult broker() {
    NodeConfig.Login login = config.broker();
    if (login == null) {
      return config.store() == null
          ? CheckResult.ok("broker", "embedded: for one node")
          : CheckResult.warn(
              "broker", "embedded, though the store is shared: a second node needs both shared");
    }
    try (ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory(login.url(), login.user(), login.password())) {
      factory.setInitialConnectAttempts(1);
      return BrokerQuestion.ask(factory, login.url());
    }
  }
}
