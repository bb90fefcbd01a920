package io.pipemill.app.crash;

import io.pipemill.app.node.NodeConfig;
import io.pipemill.app.node.ProductionRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A production node made to be killed. A line on standard input arms a fault point; the thread that
 * reaches it says so on standard output and stands still there, until the harness kills the
 * process. When standard input closes, the harness is gone and so goes the node.
 *
 * <p>Arguments: the settings file, then fault points armed from the start.
 */
final class CrashingNode {
  private CrashingNode() {}

  public static void main(String[] arguments) throws Exception {
    StandingStill faults = new StandingStill(System.out);
    List.of(arguments).subList(1, arguments.length).forEach(faults::arm);
    Thread orders = new Thread(() -> obey(faults), "harness");
    orders.setDaemon(true);
    orders.start();
    System.exit(new ProductionRun(NodeConfig.read(Path.of(arguments[0])), false, faults).run());
  }

  private static void obey(StandingStill faults) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        faults.arm(line);
      }
    } catch (IOException e) {
      // the harness is gone, as at the end of its input
    }
    Runtime.getRuntime().halt(3);
  }
}
