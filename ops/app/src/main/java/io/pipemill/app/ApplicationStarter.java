package io.pipemill.app;

import io.pipemill.app.broker.StandaloneBroker;
import io.pipemill.app.demo.DemoRun;
import io.pipemill.app.embedded.EmbeddedStartException;
import io.pipemill.app.node.NodeConfig;
import io.pipemill.app.node.Preflight;
import io.pipemill.app.node.ProductionRun;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import io.pipemill.control.doctor.DoctorControl;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;

/** Starts nodes in this process. */
final class ApplicationStarter implements NodeStarter {

  @Override
  public int demo(DemoOptions options) {
    logInto(options.home().resolve("pipemill.log"));
    return run(() -> new DemoRun(options).run());
  }

  @Override
  public int run(Path config, boolean json) {
    NodeConfig node = NodeConfig.read(config);
    logInto(node.home().resolve("pipemill.log"));
    return run(() -> new ProductionRun(node, json).run());
  }

  @Override
  public DoctorControl.Checks check(Path config) {
    NodeConfig node = NodeConfig.read(config);
    logInto(node.home().resolve("doctor.log"));
    return new DoctorControl.Checks(new Preflight(node).check());
  }

  @Override
  public int broker(Path home, int port, String bind, boolean json) {
    logInto(home.resolve("broker.log"));
    return run(() -> new StandaloneBroker(home, port, bind, json).run());
  }

  private static int run(Callable<Integer> started) {
    try {
      return started.call();
    } catch (EmbeddedStartException e) {
      throw new CommandFailed(Exit.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailed(Exit.FAILED, e.toString());
    }
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
