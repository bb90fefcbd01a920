package io.pipemill.oracle;

/** Where a transaction was when it failed: the same code means another outcome in another phase. */
public enum Phase {
  /** Getting a connection: nothing was executed. */
  CONNECT,
  /** Before COMMIT was sent: whatever was done is rolled back. */
  EXECUTE,
  /** From the moment COMMIT was sent, or during a call that may commit. */
  COMMIT
}
