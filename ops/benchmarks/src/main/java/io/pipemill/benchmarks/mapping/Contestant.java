package io.pipemill.benchmarks.mapping;

import java.util.function.Consumer;

/** One way to make canonical orders of the same input. */
interface Contestant {

  String name();

  /** Goes over the whole input once and gives every order, mapped and validated, in order. */
  void run(Consumer<Object> orders) throws Exception;
}
