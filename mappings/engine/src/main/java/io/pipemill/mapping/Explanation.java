package io.pipemill.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value of a canonical document came about.
 *
 * @param path canonical path
 * @param sourceField source columns that were read, comma-separated; empty for a constant
 * @param rawValue what stood there
 * @param steps each step with the value after it, in order
 * @param result the final value as text; null if absent
 * @param mappingVersion version that was run
 * @param place file and line of the mapping entry
 */
public record Explanation(
    String path,
    String sourceField,
    @Nullable String rawValue,
    List<Step> steps,
    @Nullable String result,
    String mappingVersion,
    String place) {

  /**
   * @param step what was done, e.g. {@code codelist products}
   * @param value the value after it
   */
  public record Step(String step, @Nullable String value) {}
}
