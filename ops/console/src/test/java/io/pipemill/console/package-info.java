/** The console over HTTP. */
@NullMarked
package io.pipemill.console;

import org.jspecify.annotations.NullMarked;
