/** A node put together: hub, control and console on a store and a broker. */
@NullMarked
package io.pipemill.app.node;

import org.jspecify.annotations.NullMarked;
