/** {@code schemas check}, {@code export}, {@code impact}. */
@NullMarked
package io.pipemill.cli.schemas;

import org.jspecify.annotations.NullMarked;
