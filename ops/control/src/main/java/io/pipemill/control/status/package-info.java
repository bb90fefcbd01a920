/** How the node stands: accounting, systems, piles with what they are worth. */
@NullMarked
package io.pipemill.control.status;

import org.jspecify.annotations.NullMarked;
