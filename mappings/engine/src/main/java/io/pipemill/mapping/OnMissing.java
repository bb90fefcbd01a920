package io.pipemill.mapping;

/** What to do with a document that names a customer or item nobody knows. */
public enum OnMissing {
  /** It ends rejected. */
  REJECT,
  /** It waits until the master is known. */
  HOLD,
  /** The master is made from the document and delivered first. */
  CREATE
}
