package io.pipemill.hub.delivery;

import io.pipemill.adapter.OutboundDocument;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents of attempts that wait for the target's answer, kept in memory; after a restart they are
 * read back from the journal.
 */
final class Requests {
  private final Map<UUID, List<OutboundDocument>> documents = new ConcurrentHashMap<>();

  void remember(UUID attempt, List<OutboundDocument> sent) {
    documents.put(attempt, List.copyOf(sent));
  }

  @Nullable List<OutboundDocument> of(UUID attempt) {
    return documents.get(attempt);
  }

  void forget(UUID attempt) {
    documents.remove(attempt);
  }
}
