package io.pipemill.benchmarks.stream;

/**
 * A way to bring orders from the retail office to the ERP. Runs from its making until it is closed.
 */
interface Contestant extends AutoCloseable {

  String name();

  /** Whether it fills every column that the mapping fills, not only the most needed ones. */
  default boolean allColumns() {
    return true;
  }

  @Override
  void close() throws Exception;
}
