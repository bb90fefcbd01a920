package io.pipemill.cli;

/** Entry of the lean command line: everything except starting a node. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(PipemillCommandLine.execute(null, arguments));
  }
}
