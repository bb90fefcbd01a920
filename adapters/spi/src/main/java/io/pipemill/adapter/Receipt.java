package io.pipemill.adapter;

import org.jspecify.annotations.Nullable;

/**
 * What the target's commit gave.
 *
 * @param requestId the target's asynchronous request that will process the rows; null if nothing
 *     more is to come and all documents count as delivered
 */
public record Receipt(@Nullable String requestId) {
  public static final Receipt DONE = new Receipt(null);
}
