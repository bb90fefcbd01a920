package io.pipemill.mapping.value;

/** One step of a conversion. Never given null. Stateless and thread-safe. */
public interface Transform {
  /**
   * @throws io.pipemill.mapping.check.ContentProblem if the value cannot be taken
   */
  @org.jspecify.annotations.Nullable
  Object apply(Object value);

  /** What is done, for {@code explain}: {@code codelist products}. */
  String describe();

  /** What is done to this value, where more can be said about it. */
  default String describe(Object value) {
    return describe();
  }
}
