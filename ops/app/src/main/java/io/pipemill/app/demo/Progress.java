package io.pipemill.app.demo;

import io.pipemill.cli.text.Texts;
import io.pipemill.control.status.StatusControl.Table;
import java.io.PrintStream;

/**
 * Tells how a drain goes on: one line that is rewritten on a terminal, a line now and then
 * elsewhere.
 */
final class Progress {
  private static final long LINE_EVERY = 5_000_000_000L;
  private final PrintStream err;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private long shown;

  Progress(PrintStream err) {
    this.err = err;
    this.terminal = System.console() != null;
  }

  void say(String line) {
    clear();
    err.println(line);
  }

  /** Called often; prints rarely. */
  void show(Table table) {
    long now = System.nanoTime();
    if (!terminal && now - shown < LINE_EVERY) {
      return;
    }
    shown = now;
    long read = 0;
    long ended = 0;
    long open = 0;
    for (var row : table.systems()) {
      read += row.run().read();
      open += row.inFlight();
    }
    ended = Math.max(0, read - open);
    double seconds = (now - began) / 1e9;
    double rate = ended / Math.max(0.1, seconds);
    String left = open == 0 || rate < 1 ? "" : Texts.of("demo.left", whole(open / rate));
    String line =
        Texts.of(
            "demo.progress",
            whole(seconds),
            Long.toString(read),
            Long.toString(open),
            whole(rate),
            left);
    if (terminal) {
      err.print("\r\u001b[K" + line);
      err.flush();
    } else {
      err.println(line);
    }
  }

  private static String whole(double number) {
    return Long.toString(Math.round(number));
  }

  void clear() {
    if (terminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
