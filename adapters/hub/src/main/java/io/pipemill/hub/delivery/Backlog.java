package io.pipemill.hub.delivery;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much waits for each target: sources pause while it is more than the threshold, and go on in
 * order afterwards.
 */
public final class Backlog {
  private static final Duration FRESH = Duration.ofMillis(200);

  private final HubStore store;
  private final Supplier<Topology> topology;
  private final int threshold;
  private final Map<String, Counted> counts = new ConcurrentHashMap<>();

  public Backlog(HubStore store, Supplier<Topology> topology, int threshold) {
    this.store = store;
    this.topology = topology;
    this.threshold = threshold;
  }

  private record Counted(int pending, Instant at) {}

  public int threshold() {
    return threshold;
  }

  /** Documents that wait or are under way, counted at most a fifth of a second ago. */
  public int pending(String target) {
    Counted last = counts.get(target);
    return last != null && last.at().plus(FRESH).isAfter(Instant.now())
        ? last.pending()
        : counted(target);
  }

  /** The same, counted now. */
  public int counted(String target) {
    int pending = store.inTransaction(connection -> Attempts.pending(connection, target));
    counts.put(target, new Counted(pending, Instant.now()));
    return pending;
  }

  /** Whether a source of this document type may be read on. */
  public boolean hasRoom(String system, DocumentName document) {
    return full(system, document) == null;
  }

  /** The target for which a source of this document type pauses; null if it may be read on. */
  public @Nullable String full(String system, DocumentName document) {
    for (Target target : topology.get().targetsFor(document, system, system)) {
      if (pending(target.id()) >= threshold) {
        return target.id();
      }
    }
    return null;
  }
}
