package io.pipemill.hub;

import io.pipemill.hub.journal.Retention;
import java.time.Duration;

/**
 * What can be set about the hub.
 *
 * @param node name of this node
 * @param batchSize documents read, stored and delivered together
 * @param maxPending documents that may wait for one target before its sources pause
 * @param workers deliveries to one target at the same time
 * @param poll pause of a source that had nothing new, where system.yaml does not say
 * @param keySweep how often all keys of a source are compared
 * @param retryFirst pause before the first retry; doubled for each further one
 * @param retryLongest longest pause between retries
 * @param maxAttempts transient failures of one batch before its documents are dead-lettered; an
 *     unreachable target does not count
 * @param retention how long payloads are kept after their document has ended
 */
public record HubSettings(
    String node,
    int batchSize,
    int maxPending,
    int workers,
    Duration poll,
    Duration keySweep,
    Duration retryFirst,
    Duration retryLongest,
    int maxAttempts,
    Retention retention) {

  /** With the usual retention. */
  public HubSettings(
      String node,
      int batchSize,
      int maxPending,
      int workers,
      Duration poll,
      Duration keySweep,
      Duration retryFirst,
      Duration retryLongest,
      int maxAttempts) {
    this(
        node,
        batchSize,
        maxPending,
        workers,
        poll,
        keySweep,
        retryFirst,
        retryLongest,
        maxAttempts,
        Retention.USUAL);
  }

  public static HubSettings defaults(String node) {
    return new HubSettings(
        node,
        500,
        20_000,
        2,
        Duration.ofMillis(250),
        Duration.ofMinutes(10),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        10);
  }
}
