package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.yaml.Place;
import java.util.Set;

/** Fills a field of an object that is only there under a condition. */
final class GuardedStep extends Step {
  private final Guard guard;
  private final Step inner;

  GuardedStep(Guard guard, Step inner, Place place) {
    super(inner.path, place);
    this.guard = guard;
    this.inner = inner;
  }

  @Override
  void fill(Frame frame) {
    boolean holds = guard.holds(frame);
    if (frame.run.trace != null) {
      frame.run.trace.step(guard.toString(), String.valueOf(holds));
    }
    if (holds) {
      inner.fill(frame);
    }
  }

  @Override
  String columns() {
    return inner.columns();
  }

  @Override
  boolean looksUp() {
    return inner.looksUp();
  }

  @Override
  void addFields(Set<FieldType> into) {
    inner.addFields(into);
  }
}
