package io.pipemill.hub.journal;

import java.time.Instant;

/** When a batch passed each stage of intake. */
public record StageTimes(
    Instant received, Instant mapped, Instant validated, Instant deduplicated, Instant routed) {}
