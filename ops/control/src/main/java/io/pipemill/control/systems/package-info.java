/** External systems: list, check, hold, release. */
@NullMarked
package io.pipemill.control.systems;

import org.jspecify.annotations.NullMarked;
