package io.pipemill.adapter;

/** A failure at an external system, with a code to count by and a kind to act on. */
public class AdapterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the target may have kept what was sent. */
  public enum Outcome {
    /** Certainly nothing was kept. */
    NOT_DONE,
    /** The connection was lost while committing: ask {@link TargetAdapter#resolve}. */
    UNKNOWN
  }

  private final String code;
  private final ErrorKind kind;
  private final Outcome outcome;

  public AdapterException(
      String code, ErrorKind kind, Outcome outcome, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.kind = kind;
    this.outcome = outcome;
  }

  public AdapterException(String code, ErrorKind kind, String message) {
    super(message);
    this.code = code;
    this.kind = kind;
    this.outcome = Outcome.NOT_DONE;
  }

  /** {@code AREA-nnn}. */
  public String code() {
    return code;
  }

  public ErrorKind kind() {
    return kind;
  }

  public Outcome outcome() {
    return outcome;
  }

  /**
   * What is wrong by delivery, where the adapter can name the bad documents of a batch; empty
   * otherwise.
   */
  public java.util.Map<Long, java.util.List<io.pipemill.canonical.Violation>> rejections() {
    return java.util.Map.of();
  }
}
