package io.pipemill.cli;

/** The exit codes of every command. */
public final class Exit {
  /** Done. */
  public static final int DONE = 0;

  /** Done, but something needs a person: rejects, held documents, breaks. */
  public static final int ATTENTION = 1;

  /** Wrong usage or configuration; every problem was listed. */
  public static final int USAGE = 2;

  /** Failed, or the accounting does not close. */
  public static final int FAILED = 3;

  private Exit() {}
}
