package io.pipemill.hub.delivery;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Outbox batches that threads of this process work on. An open attempt of this node whose batch is
 * not among them was broken off: by an earlier life of the node, or because the store did not
 * answer.
 */
final class UnderWay {
  private final Map<Long, Integer> threads = new ConcurrentHashMap<>();

  void begin(long outbox) {
    threads.merge(outbox, 1, Integer::sum);
  }

  void end(long outbox) {
    threads.computeIfPresent(outbox, (id, count) -> count == 1 ? null : count - 1);
  }

  /** As of now; a batch that begins later is not in it, and one that ends later still is. */
  Set<Long> now() {
    return Set.copyOf(threads.keySet());
  }
}
