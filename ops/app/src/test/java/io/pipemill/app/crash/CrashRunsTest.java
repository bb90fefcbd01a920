package io.pipemill.app.crash;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.adapter.testkit.TestingPostgres.Database;
import io.pipemill.app.node.NodeConfig.Login;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty runs of 5,000 orders with kill -9: half at random moments, half at named points. */
@Tag("full")
class CrashRunsTest {
  private static final int ORDERS = 5_000;

  /** Where the node stands when it is killed for the first time, and for the second time. */
  private static final String[][] POINTS = {
    {"intake.before-watermark", "answers.before-mark"},
    {"intake.inside-watermark-transaction", "jdbc.before-commit"},
    {"intake.after-commit", "answers.after-mark"},
    {"intake.after-send", "jdbc.after-commit"},
    {"delivery.after-ack", "answers.inside-mark-transaction"},
    {"delivery.claimed", "delivery.inside-mark-transaction"},
    {"ebs.before-commit", "doubts.resolved"},
    {"ebs.after-commit", "doubts.resolved"},
    {"delivery.after-target-commit", "ebs.before-commit"},
    {"delivery.after-mark", "ebs.after-commit"},
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void killedAtARandomMoment_everyOrderIsInTheErpExactlyOnce(int seed) {
    try (CrashRun run = new CrashRun("random-" + seed, seed, ORDERS)) {
      run.start().awaitStarted();
      run.killAtRandom(5, 75, seed % 2 == 0);
      run.start().awaitStarted();
      run.judge();
    }
  }

  static String[][] points() {
    return POINTS;
  }

  @ParameterizedTest
  @MethodSource("points")
  void killedAtNamedPoints_everyOrderIsInTheErpExactlyOnce(String first, String second) {
    try (CrashRun run = new CrashRun(first + "-" + second, first.hashCode(), ORDERS)) {
      Database hub = TestingPostgres.shared().database("hub");
      run.configure(run.world.erp.port(), new Login(hub.url(), hub.user(), hub.password()), null);
      run.start().awaitStarted();
      run.killAt(first, 5, 50);
      if (second.startsWith("doubts.")) {
        // reached while the node starts, and only if the first kill has left a doubt
        run.start(second);
        run.killWhenReached(second);
      } else {
        run.start().awaitStarted();
        run.killAt(second, 5, 60);
      }
      run.start().awaitStarted();
      run.judge();
    }
  }
}
