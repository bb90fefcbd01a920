package io.pipemill.adapter.jdbc.inbound;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that were open at the source at one moment.
 *
 * @param now the server's clock, not later than that moment
 * @param serverZone the zone the server's administrator gave it; null if unknown
 * @param running open transactions, those without an id of their own yet included
 * @param prepared transactions prepared for a two-phase commit, taken after {@code running}
 */
record Activity(
    Instant now, @Nullable String serverZone, Set<String> running, Set<String> prepared) {}
