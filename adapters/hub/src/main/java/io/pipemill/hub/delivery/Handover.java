package io.pipemill.hub.delivery;

import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stored batches to delivery: sends their numbers and keeps their documents in memory, so
 * that delivery on the same node does not read back what was just written. Memory and messages may
 * both be lost; the store has everything.
 */
public final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
  private static final int MOST_DOCUMENTS = 20_000;
  private static final Duration SEND_AGAIN_AFTER = Duration.ofSeconds(30);

  private final OutboxChannel channel;
  private final Supplier<Topology> topology;
  private final Map<Long, DocumentEntry> documents = new ConcurrentHashMap<>();
  private final Map<Long, Instant> sent = new ConcurrentHashMap<>();

  public Handover(OutboxChannel channel, Supplier<Topology> topology) {
    this.channel = channel;
    this.topology = topology;
  }

  /** Called after the commit that stored the batches. */
  public void offer(List<Outbox.Waiting> waiting, Map<Long, DocumentEntry> entries) {
    if (documents.size() + entries.size() <= MOST_DOCUMENTS) {
      documents.putAll(entries);
    }
    waiting.forEach(this::send);
  }

  /** Sends a batch's number unless that was done lately. */
  public void offerAgain(Outbox.Waiting waiting) {
    Instant last = sent.get(waiting.id());
    if (last == null || last.plus(SEND_AGAIN_AFTER).isBefore(Instant.now())) {
      send(waiting);
    }
  }

  private void send(Outbox.Waiting waiting) {
    Target target = topology.get().target(waiting.target());
    if (target == null) {
      return;
    }
    // noted first: delivery may be through with the message before this thread goes on
    sent.put(waiting.id(), Instant.now());
    try {
      channel.send(target.queue(waiting.document()), waiting.id());
    } catch (RuntimeException e) {
      // the sweep sends it when the broker is back
      sent.remove(waiting.id());
      LOG.warn("outbox {} not sent: {}", waiting.id(), e.toString());
    }
  }

  /**
   * The message of a batch has been used up without the batch being done: the sweep may send
   * another.
   */
  void forget(long outbox) {
    sent.remove(outbox);
  }

  /** Everything sent may be lost: the broker was restarted. */
  public void forgetAll() {
    sent.clear();
  }

  /** The documents of these deliveries that are still in memory; removes them. */
  Map<Long, DocumentEntry> take(List<Long> deliveries) {
    Map<Long, DocumentEntry> found = new HashMap<>();
    for (Long id : deliveries) {
      DocumentEntry entry = documents.remove(id);
      if (entry != null) {
        found.put(id, entry);
      }
    }
    return found;
  }
}
