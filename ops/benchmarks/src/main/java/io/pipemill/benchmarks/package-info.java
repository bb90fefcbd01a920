/** The figures we claim, each beside its plain alternatives in the same run. */
@NullMarked
package io.pipemill.benchmarks;

import org.jspecify.annotations.NullMarked;
