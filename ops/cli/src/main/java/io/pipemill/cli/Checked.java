package io.pipemill.cli;

import java.util.List;

/**
 * A command that can say what is wrong with its options before it runs, so that one answer lists
 * wrong values together with unknown words.
 */
public interface Checked {

  /** What is wrong, one line each; empty if nothing is. */
  List<String> problems();
}
