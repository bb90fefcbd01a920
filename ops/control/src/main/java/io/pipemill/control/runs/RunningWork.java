package io.pipemill.control.runs;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One work and its thread. */
final class RunningWork implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(RunningWork.class);

  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String kind;
  private final String by;
  private final Function<Progress, Object> work;
  private final Instant startedAt = Instant.now();
  private final long started = System.nanoTime();
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong examined = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean cancelled;
  private volatile long endedAfter = -1;
  private volatile @Nullable String message;
  private volatile @Nullable Object result;

  RunningWork(String kind, String by, Function<Progress, Object> work) {
    this.kind = kind;
    this.by = by;
    this.work = work;
  }

  String id() {
    return id;
  }

  String kind() {
    return kind;
  }

  String by() {
    return by;
  }

  void start() {
    Thread thread = new Thread(this::run, "run-" + kind + "-" + id);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void run() {
    try {
      result = work.apply(this);
    } catch (RuntimeException | Error e) {
      // whoever asked is told; the log has the rest
      LOG.error("run {} ({}) failed", id, kind, e);
      message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    } finally {
      endedAfter = System.nanoTime() - started;
      ended.countDown();
    }
  }

  boolean running() {
    return ended.getCount() > 0;
  }

  void cancel() {
    if (running()) {
      cancelled = true;
    }
  }

  void await(long milliseconds) {
    try {
      ended.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Run state() {
    boolean running = running();
    double seconds = (running ? System.nanoTime() - started : endedAfter) / 1e9;
    String state =
        running ? "running" : message != null ? "failed" : cancelled ? "cancelled" : "done";
    long done = examined.get();
    return new Run(
        id,
        kind,
        by,
        startedAt,
        state,
        done,
        running ? Math.max(done, total.get()) : done,
        Math.round(seconds * 1000) / 1000.0,
        Math.round(done / Math.max(seconds, 1e-3)),
        message,
        running ? null : result);
  }

  @Override
  public void expect(long documents) {
    total.addAndGet(documents);
  }

  @Override
  public void examined(long documents) {
    examined.addAndGet(documents);
  }

  @Override
  public boolean goesOn() {
    return !cancelled;
  }
}
