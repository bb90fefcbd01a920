/** From the outbox to the target: attempts, doubts, answers, retries. */
@NullMarked
package io.pipemill.hub.delivery;

import org.jspecify.annotations.NullMarked;
