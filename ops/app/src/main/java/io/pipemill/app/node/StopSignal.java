package io.pipemill.app.node;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or any other request to end this process: what runs is told, stops in order, and its own
 * exit code becomes that of the process.
 */
public final class StopSignal {
  private static final int PATIENCE_SECONDS = 60;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exit = Exit.FAILED;

  /** Runs something that waits for this signal; gives its exit code. */
  public int guard(Callable<Integer> run) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "pipemill-stop"));
    try {
      exit = run.call();
      return exit;
    } catch (CommandFailed e) {
      exit = e.exit();
      throw e;
    } finally {
      ended.countDown();
    }
  }

  /** Waits until somebody asks to stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Waits for a while; gives whether somebody asked to stop. */
  public boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  private void interrupted() {
    if (ended.getCount() == 0) {
      return;
    }
    asked.countDown();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8)
            .println(Texts.of("demo.slow.stop"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // a JVM that ends by a signal gives 128 plus its number; ours ended in order, or says why not
    Runtime.getRuntime().halt(exit);
  }
}
