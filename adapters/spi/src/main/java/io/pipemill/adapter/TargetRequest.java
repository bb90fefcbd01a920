package io.pipemill.adapter;

import io.pipemill.canonical.DocumentName;
import java.util.Map;

/**
 * What the hub asks a transport to write.
 *
 * @param system system id
 * @param settings the transport's section of system.yaml
 * @param documents document types that are delivered, each with the {@code target:} section of its
 *     outbound mapping
 */
public record TargetRequest(
    String system, Settings settings, Map<DocumentName, Settings> documents) {}
