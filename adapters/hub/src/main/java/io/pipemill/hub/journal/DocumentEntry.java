package io.pipemill.hub.journal;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.mapping.Mapped.MissingMaster;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as it enters the journal at the end of intake.
 *
 * @param envelope its envelope; the business key is empty if it could not be told
 * @param sourceKey key at the source
 * @param sourceVersion version at the source
 * @param document the canonical object; null if it could not be built
 * @param canonical the object as XML; null likewise
 * @param record the source record as JSON; null if it could not be read
 * @param original the bytes as received, where they came as a document of their own
 * @param fingerprint of the content; null if there is none
 * @param state routed, rejected, held or filtered
 * @param reason of a state other than routed; null otherwise
 * @param keys search keys by type
 * @param problems what is wrong with it
 * @param waitsFor masters a held document waits for
 * @param worth its money and tonnes
 */
public record DocumentEntry(
    Envelope envelope,
    String sourceKey,
    String sourceVersion,
    @Nullable Object document,
    byte @Nullable [] canonical,
    byte @Nullable [] record,
    byte @Nullable [] original,
    byte @Nullable [] fingerprint,
    String state,
    @Nullable String reason,
    Map<String, String> keys,
    List<Violation> problems,
    List<MissingMaster> waitsFor,
    Worth worth) {}
