/** Mapped and validated documents per second on one core, beside hand-written Java. */
@NullMarked
package io.pipemill.benchmarks.mapping;

import org.jspecify.annotations.NullMarked;
