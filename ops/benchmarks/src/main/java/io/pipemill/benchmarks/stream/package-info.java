/**
 * From source commit to ERP commit: the hub, a plain Camel pipeline, a hand-tuned batch program.
 */
@NullMarked
package io.pipemill.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
