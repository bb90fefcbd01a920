/** {@code benchmark fingerprint}. */
@NullMarked
package io.pipemill.benchmarks.fingerprint;

import org.jspecify.annotations.NullMarked;
