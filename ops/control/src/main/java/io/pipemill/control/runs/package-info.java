/** Long work of a node that somebody started and may cancel. */
@NullMarked
package io.pipemill.control.runs;

import org.jspecify.annotations.NullMarked;
