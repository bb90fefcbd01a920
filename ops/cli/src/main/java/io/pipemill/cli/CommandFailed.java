package io.pipemill.cli;

import java.util.List;

/** A command cannot go on; carries what to print and the exit code. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  /**
   * @param exit one of {@link Exit}
   * @param problems one line each: what was found, what was expected, what to do
   */
  public CommandFailed(int exit, List<String> problems) {
    super(String.join("\n", problems));
    this.exit = exit;
  }

  public CommandFailed(int exit, String problem) {
    this(exit, List.of(problem));
  }

  public int exit() {
    return exit;
  }
}
