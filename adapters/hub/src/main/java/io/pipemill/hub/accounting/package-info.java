/** What was read against what became of it. */
@NullMarked
package io.pipemill.hub.accounting;

import org.jspecify.annotations.NullMarked;
