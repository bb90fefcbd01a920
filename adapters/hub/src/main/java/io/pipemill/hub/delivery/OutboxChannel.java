package io.pipemill.hub.delivery;

/**
 * Carries outbox numbers to whoever delivers. May lose or repeat a message: the store decides what
 * is done.
 */
@FunctionalInterface
public interface OutboxChannel {

  /**
   * @param queue of target and document type
   * @param outbox number of the waiting batch
   * @throws RuntimeException if the broker does not take it; the sweep sends it again
   */
  void send(String queue, long outbox);
}
