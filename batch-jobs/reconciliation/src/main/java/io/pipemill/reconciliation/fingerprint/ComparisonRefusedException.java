package io.pipemill.reconciliation.fingerprint;

import java.util.List;

/** Two tables cannot be compared as asked; carries every reason. */
public final class ComparisonRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param code what is wrong: {@code no-table}, {@code no-column}, {@code one-side}, {@code kind},
   *     {@code refused}, {@code engine}, {@code no-columns}
   * @param side left or right; empty for both
   * @param subject the table or column
   * @param found what was found there; may be empty
   */
  public record Reason(String code, String side, String subject, String found) {}

  private final transient List<Reason> reasons;

  ComparisonRefusedException(List<Reason> reasons) {
    super("the tables cannot be compared: " + reasons);
    this.reasons = List.copyOf(reasons);
  }

  public List<Reason> reasons() {
    return reasons;
  }
}
