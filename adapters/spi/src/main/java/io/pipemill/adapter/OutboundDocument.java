package io.pipemill.adapter;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.record.RecordTree;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way to a target.
 *
 * @param deliveryId the hub's number for this document at this target
 * @param envelope its envelope
 * @param document the canonical object (generated JAXB class)
 * @param record what the target's outbound mapping made of it; null where the target has none and
 *     takes the document as it is
 * @param fingerprint of the canonical content, 32 bytes
 */
public record OutboundDocument(
    long deliveryId,
    Envelope envelope,
    Object document,
    @Nullable RecordTree record,
    byte[] fingerprint) {}
