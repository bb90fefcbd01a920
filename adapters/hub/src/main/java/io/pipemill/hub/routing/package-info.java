/** Which systems get a document, and which of them can take it now. */
@NullMarked
package io.pipemill.hub.routing;

import org.jspecify.annotations.NullMarked;
