package io.pipemill.benchmarks.stream;

/**
 * A way to bring orders from the retail office to the ERP. Runs from its making until it is closed.
 */
interface Contestant extends AutoCloseable {

  String name();

  @Override
  void close() throws Exception;
}
