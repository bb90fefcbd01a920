package io.pipemill.adapter.ebs.simulator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A request the manager has taken.
 *
 * @param id REQUEST_ID
 * @param parent the paused request that spawned it, or null
 * @param program short name of the program
 * @param arguments ARGUMENT1 … ARGUMENT14
 */
record ConcurrentRequest(
    long id, @Nullable Long parent, String program, @Nullable String[] arguments) {

  /** An argument by its number from 1; null if empty. */
  @Nullable String text(int number) {
    String value = arguments[number - 1];
    return value == null || value.isBlank() ? null : value.trim();
  }

  @Nullable BigDecimal number(int number) {
    String value = text(number);
    return value == null ? null : new BigDecimal(value);
  }

  int integer(int number) {
    BigDecimal value = number(number);
    return value == null ? 0 : value.intValue();
  }
}
