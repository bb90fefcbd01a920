package io.pipemill.adapter;

import java.nio.file.Path;

/**
 * What the house gives an adapter.
 *
 * @param home the home directory, with {@code inbox/}, {@code done/}, {@code rejected/}, {@code
 *     outbox/} below it
 * @param node name of this node, as written into target rows and logs
 * @param faults named points at which tests may stop the process; does nothing otherwise
 */
public record AdapterContext(Path home, String node, FaultPoint faults) {

  /** A point a crash test can hit. */
  @FunctionalInterface
  public interface FaultPoint {
    /**
     * @param name e.g. {@code ebs.before-commit}
     */
    void reached(String name);

    FaultPoint NONE = name -> {};
  }
}
