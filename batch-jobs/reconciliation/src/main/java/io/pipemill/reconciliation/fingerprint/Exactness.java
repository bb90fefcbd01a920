package io.pipemill.reconciliation.fingerprint;

/** How far the expression of a column keeps to the specification. */
public enum Exactness {
  EXACT,
  /**
   * It may say different where the values are equal, or compares rounded: its remark says which.
   */
  WEAKER,
  /** There is no expression. */
  REFUSED
}
