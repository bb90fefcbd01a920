package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.JavaClass;

/** Tells classes that a generator wrote (JAXB, from the XSDs) from ours. */
final class Generated {
  private Generated() {}

  /** Canonical documents: {@code io.pipemill.canonical.<document>.v<n>}. */
  static boolean is(JavaClass type) {
    return type.getPackageName().matches(".*\\.canonical\\.[a-z]+\\.v\\d+");
  }
}
