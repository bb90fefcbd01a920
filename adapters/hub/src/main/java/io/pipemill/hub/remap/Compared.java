package io.pipemill.hub.remap;

import io.pipemill.hub.intake.Judging.Judged;
import org.jspecify.annotations.Nullable;

/**
 * A stored document beside what it would become.
 *
 * @param before the stored canonical object, where it was asked for and is needed to tell the
 *     difference; null otherwise
 * @param now what it would become; null if it could not be mapped again
 */
public record Compared(
    StoredRow stored, Verdict verdict, @Nullable Object before, @Nullable Judged now) {}
