/** Finding documents by any key, and what happened to them. */
@NullMarked
package io.pipemill.hub.timeline;

import org.jspecify.annotations.NullMarked;
