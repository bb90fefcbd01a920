/** External systems over HTTP. */
@NullMarked
package io.pipemill.console.systems;

import org.jspecify.annotations.NullMarked;
