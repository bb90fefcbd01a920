package io.pipemill.mapping.in;

import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.yaml.Place;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The condition of a whole object or list, {@code when:}. Worked out once for each element. */
final class Guard {
  private final int slot;
  private final CelExpression condition;
  private final Place place;
  private final @Nullable Guard outer;

  /** First parts of the fields of the element it reads, with those of the guards around it. */
  final Set<String> reads;

  /**
   * @param slot where a frame keeps the answer
   * @param outer the condition of the object around it
   */
  Guard(
      int slot, CelExpression condition, Place place, @Nullable Guard outer, Set<String> ownReads) {
    this.slot = slot;
    this.condition = condition;
    this.place = place;
    this.outer = outer;
    this.reads = new HashSet<>(ownReads);
    if (outer != null) {
      reads.addAll(outer.reads);
    }
  }

  /** A condition that cannot be worked out is reported, once, and does not hold. */
  boolean holds(Frame frame) {
    if (outer != null && !outer.holds(frame)) {
      return false;
    }
    Boolean known = frame.guard(slot);
    if (known == null) {
      known = Step.holds(condition, frame);
      frame.guard(slot, known);
    }
    return known;
  }

  Place place() {
    return place;
  }

  /** For {@code explain}. */
  @Override
  public String toString() {
    return outer == null ? "when " + condition : outer + ", " + condition;
  }
}
