/** Proof that an inbound and an outbound mapping of one document undo each other. */
@NullMarked
package io.pipemill.mapping.reverse;

import org.jspecify.annotations.NullMarked;
