package io.pipemill.mapping.cel;

import org.jspecify.annotations.Nullable;

/** A part of a compiled expression. Values: BigDecimal, String, Boolean, dates, lists, objects. */
@FunctionalInterface
public interface CelNode {
  /**
   * @return null if absent: an absent operand makes the result absent
   * @throws io.pipemill.mapping.check.ContentProblem if a value has the wrong type
   */
  @Nullable Object eval(CelFrame frame);
}
