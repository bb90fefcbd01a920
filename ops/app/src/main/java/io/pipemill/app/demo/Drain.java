package io.pipemill.app.demo;

import io.pipemill.app.node.RunningNode;
import io.pipemill.app.node.StopSignal;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.status.StatusControl;
import io.pipemill.hub.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Waits until all input that is there is through. */
final class Drain {
  private static final int LOOK_EVERY_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private final RunningNode node;
  private final Progress progress;
  private final StopSignal stop;
  private final Duration quiet;
  private boolean firstSaid;

  Drain(RunningNode node, Progress progress, StopSignal stop, Duration quiet) {
    this.node = node;
    this.progress = progress;
    this.stop = stop;
    this.quiet = quiet;
  }

  /** How a drain ended. */
  enum End {
    DRAINED,
    /** Told to stop before. */
    STOPPED,
    /** Nothing moved for {@link #PATIENCE}, and something is still on its way. */
    STUCK
  }

  /** Waits; a node on which nothing moves any more is not waited for without end. */
  End await() {
    try {
      int round = 0;
      long moved = System.nanoTime();
      long before = -1;
      // a read that was under way when the caller wrote its rows does not count
      Instant fresh = Instant.now().plus(quiet);
      while (!(node.hub().drained(quiet) && everySourceReadAfter(fresh))) {
        if (stop.await(LOOK_EVERY_MILLIS)) {
          return End.STOPPED;
        }
        // the table reads the whole journal: often while it is short, seldom afterwards
        if (round++ % (firstSaid ? 10 : 1) == 0) {
          var table = node.status().accounting();
          if (!firstSaid && table.systems().stream().anyMatch(r -> r.run().delivered() > 0)) {
            firstSaid = true;
            progress.say(
                Texts.of("demo.first", String.format(Locale.ROOT, "%.1f", sinceProcessStart())));
          }
          progress.show(table);
          long state = fingerprint(table);
          if (state != before) {
            before = state;
            moved = System.nanoTime();
          } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
            return End.STUCK;
          }
        }
      }
      return End.DRAINED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.STOPPED;
    }
  }

  private boolean everySourceReadAfter(Instant fresh) {
    for (Hub.SourceStatus source : node.hub().sources()) {
      if (source.lastRead() == null || source.lastRead().isBefore(fresh)) {
        return false;
      }
    }
    return true;
  }

  /** Changes whenever a document changes its state. */
  private static long fingerprint(StatusControl.Table table) {
    long sum = 0;
    for (StatusControl.Row row : table.systems()) {
      sum =
          sum * 31
              + row.read() * 7
              + row.delivered() * 5
              + row.inFlight() * 3
              + row.held()
              + row.rejected();
    }
    return sum;
  }

  static double sinceProcessStart() {
    long began =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .orElseGet(System::currentTimeMillis);
    // the launcher says how long it built before, which is no part of a start
    int built = Integer.getInteger("pipemill.built", 0);
    return (System.currentTimeMillis() - began) / 1000.0 - built;
  }
}
