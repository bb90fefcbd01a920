package io.pipemill.canonical;

/** What the sender wants done with a document; the words are those of OAGIS. */
public enum Verb {
  /** The owner of the object publishes its present state. */
  SYNC,
  /** The receiver is asked to act: create the order, or bring it to the state in the document. */
  PROCESS,
  /** The answer to a PROCESS. */
  ACKNOWLEDGE,
  /** Something happened; no action is asked for. */
  NOTIFY,
  /** The object is to be cancelled. */
  CANCEL
}
