package io.pipemill.app.demo;

import io.pipemill.app.node.RunningNode;
import io.pipemill.cli.text.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until all input that is there is through. */
final class Drain {
  private static final int LOOK_EVERY_MILLIS = 200;
  private final RunningNode node;
  private final Progress progress;
  private final CountDownLatch stop;
  private final Duration quiet;
  private boolean firstSaid;

  Drain(RunningNode node, Progress progress, CountDownLatch stop, Duration quiet) {
    this.node = node;
    this.progress = progress;
    this.stop = stop;
    this.quiet = quiet;
  }

  /** True when drained, false when told to stop before. */
  boolean await() {
    try {
      int round = 0;
      while (!node.hub().drained(quiet)) {
        if (stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
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
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static double sinceProcessStart() {
    long began =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(java.time.Instant::toEpochMilli)
            .orElseGet(System::currentTimeMillis);
    return (System.currentTimeMillis() - began) / 1000.0;
  }
}
