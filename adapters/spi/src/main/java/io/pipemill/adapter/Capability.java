package io.pipemill.adapter;

/** What an adapter promises; the contract tests prove each promise that is declared. */
public enum Capability {
  /** {@code pipemill_outcome} in the target's own database: exactly-once effect. */
  OUTCOME_TABLE,
  /** {@link TargetAdapter#preview} predicts the rows that change. */
  PREVIEW,
  /**
   * {@link TargetAdapter#answers}: the target processes asynchronously and answers per document.
   */
  ANSWERS,
  /** {@link TargetAdapter#known}. */
  MASTERS
}
