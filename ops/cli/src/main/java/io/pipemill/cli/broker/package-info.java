/** broker: the message broker as a process of its own. */
@NullMarked
package io.pipemill.cli.broker;

import org.jspecify.annotations.NullMarked;
