package io.pipemill.canonical;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a canonical document apart from its content.
 *
 * @param documentId unique id of this version of the document (UUID version 7: ordered by time)
 * @param document type and major version
 * @param businessKey the key people use, e.g. the order number; unique per system and document type
 * @param version rising number per system, type and business key, from 1; given by the hub
 * @param verb what the receiver is asked to do
 * @param system id of the system that sent the document
 * @param sourceReference where the system keeps it: table and key, or file hash and record number
 * @param correlationId the thread through all systems; the first document of a chain starts it
 * @param eventTime when it happened in the source system, not when it was read
 * @param mappingVersion content hash of the mapping that built the document; null if it came as
 *     canonical XML
 * @param causes ids of documents this one was made from, oldest first
 */
public record Envelope(
    UUID documentId,
    DocumentName document,
    String businessKey,
    long version,
    Verb verb,
    String system,
    String sourceReference,
    UUID correlationId,
    Instant eventTime,
    @Nullable String mappingVersion,
    List<UUID> causes) {}
