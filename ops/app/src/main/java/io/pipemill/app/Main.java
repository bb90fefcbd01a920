package io.pipemill.app;

import io.pipemill.cli.PipemillCommandLine;

/** Entry of the application: everything the command line offers, starting nodes included. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(PipemillCommandLine.execute(new ApplicationStarter(), arguments));
  }
}
