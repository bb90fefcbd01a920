package io.pipemill.adapter;

import java.util.List;
import java.util.UUID;

/**
 * One target transaction: all documents or none. Its id is inserted into {@code pipemill_outcome}
 * in that transaction.
 *
 * @param id the attempt's id, never used twice
 * @param documents in the order in which they are to be applied; versions of one key never share an
 *     attempt
 */
public record Attempt(UUID id, List<OutboundDocument> documents) {}
