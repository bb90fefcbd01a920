package io.pipemill.adapter.testkit;

import io.pipemill.adapter.AdapterContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fault points for tests: something is done when a point is reached for the n-th time; every point
 * reached is remembered, so that a test can assert that its fault really happened.
 */
public final class Faults implements AdapterContext.FaultPoint {

  private static final class Armed {
    final Runnable fault;
    int left;

    Armed(int times, Runnable fault) {
      this.left = times;
      this.fault = fault;
    }
  }

  private final Map<String, Armed> armed = new ConcurrentHashMap<>();
  private final List<String> reached = new ArrayList<>();

  /** The fault happens when the point is reached for the n-th time from now, once. */
  public void arm(String point, int nth, Runnable fault) {
    armed.put(point, new Armed(nth, fault));
  }

  @Override
  public void reached(String name) {
    Armed fault;
    synchronized (this) {
      reached.add(name);
      fault = armed.get(name);
      if (fault == null || --fault.left > 0) {
        return;
      }
      armed.remove(name);
    }
    fault.fault.run();
  }

  /** Names of the points reached so far, in order. */
  public synchronized List<String> reached() {
    return List.copyOf(reached);
  }
}
