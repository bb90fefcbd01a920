package io.pipemill.control.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Long work, as it stands.
 *
 * @param kind try or affected
 * @param by who started it
 * @param state running, done, cancelled or failed
 * @param total documents that may come, 0 as long as nobody has counted them; at the end those that
 *     came
 * @param seconds since the start, to the end if it has ended
 * @param perSecond documents looked at per second
 * @param message why it failed; null if it did not
 * @param result what came of it; null before the end, and if it failed
 */
public record Run(
    String id,
    String kind,
    String by,
    Instant startedAt,
    String state,
    long examined,
    long total,
    double seconds,
    long perSecond,
    @Nullable String message,
    @Nullable Object result) {}
