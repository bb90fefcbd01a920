/** The shell parts of {@code ./pipemill}. */
@NullMarked
package io.pipemill.cli.launcher;

import org.jspecify.annotations.NullMarked;
