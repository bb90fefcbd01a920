package io.pipemill.hub.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * How long payloads are kept after a document has ended.
 *
 * @param standard where a document type has none of its own
 * @param byDocument by document type, without its version: {@code sales-order}
 */
public record Retention(Duration standard, Map<String, Duration> byDocument) {
  /** A year's closing, and the weeks an auditor needs for it. */
  public static final Retention USUAL = new Retention(Duration.ofDays(400), Map.of());

  Duration of(String document) {
    return byDocument.getOrDefault(document, standard);
  }

  /** The shortest of all: nothing younger is ever purged. */
  Duration shortest() {
    Collection<Duration> own = byDocument.values();
    return own.stream()
        .min(Duration::compareTo)
        .filter(d -> d.compareTo(standard) < 0)
        .orElse(standard);
  }
}
