package io.pipemill.app.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;

/** Holds the start of the routes back until what they read from is there. */
final class ReadyFirst implements SmartLifecycle {
  private final Runnable ready;
  private final AtomicBoolean running = new AtomicBoolean();

  ReadyFirst(Runnable ready) {
    this.ready = ready;
  }

  @Override
  public void start() {
    ready.run();
    running.set(true);
  }

  @Override
  public void stop() {
    running.set(false);
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
