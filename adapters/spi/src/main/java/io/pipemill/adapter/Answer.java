package io.pipemill.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the target made of one document after its asynchronous request.
 *
 * @param deliveryId the delivery it answers
 * @param accepted whether the target took it over
 * @param targetReference the target's own key (ERP order number); null if refused
 * @param messages the target's words, verbatim; a partly successful document keeps its warnings
 *     here
 * @param status the answer as a canonical document to take in ({@code order-status}); null if the
 *     target has none
 */
public record Answer(
    long deliveryId,
    boolean accepted,
    @Nullable String targetReference,
    List<String> messages,
    @Nullable Object status) {}
