package io.pipemill.app;

import io.pipemill.app.broker.StandaloneBroker;
import io.pipemill.app.demo.DemoRun;
import io.pipemill.app.embedded.EmbeddedStartException;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.app.node.ProductionRun;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Starts nodes in this process. */
final class ApplicationStarter implements NodeStarter {

  @Override
  public int demo(DemoOptions options) {
    try {
      logInto(options.home().resolve("pipemill.log"));
      return new DemoRun(options).run();
    } catch (EmbeddedStartException e) {
      throw new CommandFailed(Exit.FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int run(Path config) {
    try {
      NodeConfig node = NodeConfig.read(config);
      logInto(node.home().resolve("pipemill.log"));
      return new ProductionRun(node).run();
    } catch (EmbeddedStartException e) {
      throw new CommandFailed(Exit.FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int broker(Path home, int port, String bind, @Nullable Path config) {
    logInto(home.resolve("broker.log"));
    return new StandaloneBroker(home, port, bind).run();
  }

  /** Before the first logger is made: standard output belongs to results. */
  private static void logInto(Path file) {
    System.setProperty("pipemill.log", file.toString());
    System.setProperty("logback.configurationFile", "pipemill-logback.xml");
    LoggerFactory.getLogger(ApplicationStarter.class).debug("first logger");
    // Spring Boot reads the same file by its own setting, and warns about this one
    System.clearProperty("logback.configurationFile");
  }
}
