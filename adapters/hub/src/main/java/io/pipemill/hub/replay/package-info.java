/** Sending again what was rejected, dead-lettered or delivered. */
@NullMarked
package io.pipemill.hub.replay;

import org.jspecify.annotations.NullMarked;
