/** The message broker: embedded in a node, or as a process of its own. */
@NullMarked
package io.pipemill.app.broker;

import org.jspecify.annotations.NullMarked;
