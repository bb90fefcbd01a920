package io.pipemill.adapter;

import java.util.List;

/**
 * What one read of a source gave.
 *
 * @param arrivals in the order of change, oldest first; never null
 * @param next the position to store in the same transaction as the arrivals (opaque text of the
 *     adapter, at most 4,000 characters)
 * @param more whether another read would give more at once
 */
public record SourceBatch(List<Arrival> arrivals, String next, boolean more) {}
