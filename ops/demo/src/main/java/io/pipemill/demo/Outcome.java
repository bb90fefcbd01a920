package io.pipemill.demo;

/** Where a planted document has to end. */
public enum Outcome {
  /** Its content is wrong, found by the mapping, the schema or the ERP: it waits for a person. */
  REJECTED,
  /** It names a master nobody knows, and the system's policy is to wait for it. */
  HELD,
  /** It is none of the ERP's business, or nothing changed. */
  FILTERED,
  /** Odd, but right: it must arrive as it is. */
  DELIVERED
}
