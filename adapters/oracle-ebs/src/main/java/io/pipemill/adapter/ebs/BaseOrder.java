package io.pipemill.adapter.ebs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ERP has of an order: its lines by reference and its price adjustments. One reference can
 * stand for several lines (shipment references), of which at most one is alive.
 */
final class BaseOrder {
  final long headerId;
  final boolean cancelled;
  final Map<String, List<Line>> lines = new HashMap<>();
  final Map<Long, Map<String, Long>> adjustments = new HashMap<>();
  long lastLineNumber;

  BaseOrder(long headerId, boolean cancelled) {
    this.headerId = headerId;
    this.cancelled = cancelled;
  }

  /**
   * @param shipment ORIG_SYS_SHIPMENT_REF; null on the first line of a reference
   */
  record Line(long lineId, String ref, @Nullable String shipment, boolean cancelled) {}

  void add(Line line, long number) {
    lines.computeIfAbsent(line.ref(), r -> new ArrayList<>(1)).add(line);
    lastLineNumber = Math.max(lastLineNumber, number);
  }

  /** The line of a reference that can still be changed, or null. */
  @Nullable Line alive(String ref) {
    for (Line line : lines.getOrDefault(ref, List.of())) {
      if (!line.cancelled()) {
        return line;
      }
    }
    return null;
  }

  /** How many lines a reference has had. */
  int shipments(String ref) {
    return lines.getOrDefault(ref, List.of()).size();
  }

  /** Adjustment ids by discount reference; line id 0 means the header. */
  Map<String, Long> adjustments(long lineId) {
    return adjustments.getOrDefault(lineId, Map.of());
  }
}
