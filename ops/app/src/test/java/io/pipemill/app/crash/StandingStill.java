package io.pipemill.app.crash;

import io.pipemill.adapter.AdapterContext.FaultPoint;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The first thread that reaches an armed point says so and never goes on. */
final class StandingStill implements FaultPoint {
  static final String REACHED = "REACHED ";
  private final Set<String> armed = ConcurrentHashMap.newKeySet();
  private final PrintStream out;

  StandingStill(PrintStream out) {
    this.out = out;
  }

  void arm(String point) {
    armed.add(point);
  }

  @Override
  public void reached(String name) {
    if (armed.remove(name)) {
      out.println(REACHED + name);
      out.flush();
      CountDownLatch never = new CountDownLatch(1);
      while (true) {
        try {
          never.await();
        } catch (InterruptedException e) {
          // only kill -9 ends this
        }
      }
    }
  }
}
