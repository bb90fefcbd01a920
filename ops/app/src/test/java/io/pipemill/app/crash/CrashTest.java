package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The crash proofs in small; the long ones are {@link CrashRunsTest} and {@link OutageTest}. */
class CrashTest {
  private static final int ORDERS = 300;

  @Test
  void nodeKilledThreeTimesAndBrokerDeleted_everyOrderIsInTheErpExactlyOnce() {
    try (CrashRun run = new CrashRun("small", 7, ORDERS)) {
      run.start().awaitStarted();
      run.killAt("ebs.after-commit", 5, 20);
      run.start().awaitStarted();
      run.killAtRandom(25, 40, true);
      assertThat(NodeHome.files(run.home.broker())).as("journal of the broker").isNotEmpty();
      NodeHome.delete(run.home.broker());
      run.start().awaitStarted();
      run.killAt("intake.inside-watermark-transaction", 45, 60);
      run.start().awaitStarted();
      run.judge();
    }
  }
}
