package io.pipemill.adapter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes documents to one external system. Thread-safe. Every method throws {@link
 * AdapterException} for anything that went wrong.
 */
public interface TargetAdapter extends AutoCloseable {

  CheckResult check();

  Set<Capability> capabilities();

  /** What the target's database calls itself (name, id, creation time): a clone has another one. */
  String identity();

  /**
   * Writes all documents in one target transaction that first inserts {@code
   * pipemill_outcome(attempt_id)}.
   *
   * @throws AdapterException REJECTED_CONTENT if a row is refused for its content (the hub halves
   *     the batch), TRANSIENT with outcome UNKNOWN if the commit's fate is open
   */
  Receipt deliver(Attempt attempt);

  /**
   * Finds out, on a new connection, what became of an attempt, by inserting its id as a tombstone;
   * waits a bounded time.
   */
  Resolution resolve(Attempt attempt);

  /**
   * Which of these requests are over, so that {@link #answers} may have something to say; cheap, it
   * is asked again and again. A request that cannot be found any more is over, too.
   */
  default Set<String> ended(Set<String> requestIds) {
    return requestIds;
  }

  /**
   * Answers to requests that have ended, for as many of their documents as the target has finished;
   * empty while it works. A document without an answer stays in flight.
   */
  default List<Answer> answers(Collection<Request> requests) {
    return List.of();
  }

  /**
   * The rows a delivery of these documents would change, without changing any; in the order of the
   * documents.
   */
  default List<List<RowChange>> preview(List<OutboundDocument> documents) {
    throw new AdapterException(
        "SPI-001", ErrorKind.CONFIGURATION, "this target cannot predict its changes");
  }

  /**
   * Which of these master codes the target knows, with its own reference (id or number).
   *
   * @param master {@code customer}, {@code item}, …
   */
  default Map<String, String> known(String master, Set<String> codes) {
    return Map.of();
  }

  @Override
  void close();
}
