package io.pipemill.control.runs;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works that take longer than a request. One at a time, on a thread of low priority: the live flows
 * go before it. The last ones are remembered until the node stops.
 */
public final class Runs implements AutoCloseable {
  private static final int REMEMBERED = 20;
  private static final long LONGEST_STOP_MS = 10_000;
  private final Deque<RunningWork> works = new ArrayDeque<>();

  /**
   * Starts a work.
   *
   * @param kind try or affected
   * @param by who starts it
   * @param work gives its result; one that was cancelled gives what it has
   * @throws RefusedException if another one is under way
   */
  public synchronized Run start(String kind, String by, Function<Progress, Object> work) {
    RunningWork last = works.peekLast();
    if (last != null && last.running()) {
      throw new RefusedException(
          List.of(
              "run "
                  + last.id()
                  + " ("
                  + last.kind()
                  + ", by "
                  + last.by()
                  + ") is under way: wait for it, or cancel it"));
    }
    RunningWork next = new RunningWork(kind, by, work);
    works.addLast(next);
    if (works.size() > REMEMBERED) {
      works.removeFirst();
    }
    next.start();
    return next.state();
  }

  /**
   * A run as it stands, at the latest after some time.
   *
   * @param waitMs how long to wait for its end
   * @throws NotFoundException if it is not remembered
   */
  public Run get(String id, long waitMs) {
    RunningWork work = find(id);
    work.await(waitMs);
    return work.state();
  }

  /** Asks a run to end; it does so after the documents it has in hand. */
  public Run cancel(String id) {
    RunningWork work = find(id);
    work.cancel();
    work.await(LONGEST_STOP_MS);
    return work.state();
  }

  private synchronized RunningWork find(String id) {
    return works.stream()
        .filter(work -> work.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    "run '"
                        + id
                        + "': expected one of "
                        + works.stream().map(RunningWork::id).toList()));
  }

  /** Stops what is under way, before its store goes. */
  @Override
  public void close() {
    @Nullable RunningWork last;
    synchronized (this) {
      last = works.peekLast();
    }
    if (last != null) {
      last.cancel();
      last.await(TimeUnit.SECONDS.toMillis(10));
    }
  }
}
