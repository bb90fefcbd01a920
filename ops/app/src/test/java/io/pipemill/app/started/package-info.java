/** The program as a process of its own. */
@NullMarked
package io.pipemill.app.started;

import org.jspecify.annotations.NullMarked;
