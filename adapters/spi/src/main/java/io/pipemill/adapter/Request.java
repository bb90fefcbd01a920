package io.pipemill.adapter;

import java.util.List;

/**
 * An asynchronous request at the target that the hub waits for.
 *
 * @param requestId the target's id
 * @param documents what was sent with it
 */
public record Request(String requestId, List<OutboundDocument> documents) {}
