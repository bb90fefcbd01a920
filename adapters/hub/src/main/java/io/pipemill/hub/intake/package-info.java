/** From a source's cursor to the outbox: received, mapped, validated, deduplicated, routed. */
@NullMarked
package io.pipemill.hub.intake;

import org.jspecify.annotations.NullMarked;
