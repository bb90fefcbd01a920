package io.pipemill.cli;

import io.pipemill.control.doctor.DoctorControl;
import java.nio.file.Path;
import java.util.List;

/** Starts a node in this process; the application implements it, the lean command line has none. */
public interface NodeStarter {

  /**
   * What {@code demo} was asked for.
   *
   * @param once drain all input, print the accounting and end
   * @param home state of the demo
   * @param port of the console; 0 for a free one
   * @param systemsDirs folders with further system folders
   * @param only ids of systems to run; empty for all
   * @param samples whether sample data are made
   * @param strict whether any reject counts as failure
   * @param json whether standard output is one machine-readable result
   */
  record DemoOptions(
      boolean once,
      Path home,
      int port,
      List<Path> systemsDirs,
      List<String> only,
      boolean samples,
      boolean strict,
      boolean json) {}

  /** Runs until it is drained ({@code once}) or stopped; gives the exit code. */
  int demo(DemoOptions options);

  /** Runs a production node until it is stopped. */
  int run(Path config, boolean json);

  /** Asks everything that a node with these settings would use its health question. */
  DoctorControl.Checks check(Path config);

  /**
   * Runs a broker until it is stopped.
   *
   * @param home where it keeps its journal
   * @param port it listens on
   * @param bind address it listens on
   */
  int broker(Path home, int port, String bind, boolean json);
}
