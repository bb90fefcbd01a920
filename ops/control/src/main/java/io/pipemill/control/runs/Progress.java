package io.pipemill.control.runs;

/** How a running work tells how far it is, and learns that it is no longer wanted. */
public interface Progress {

  /** More documents may come. */
  void expect(long documents);

  /** Some documents are done. */
  void examined(long documents);

  /** False once somebody has cancelled it, or the node stops. */
  boolean goesOn();
}
