package io.pipemill.mapping.out;

import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.Transform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of a written record. */
final class OutColumn {
  final String name;
  private final OutSource source;
  private final @Nullable CelExpression when;
  private final Transform[] transforms;
  private final @Nullable Object fallback;

  OutColumn(
      String name,
      OutSource source,
      @Nullable CelExpression when,
      List<Transform> transforms,
      @Nullable Object fallback) {
    this.name = name;
    this.source = source;
    this.when = when;
    this.transforms = transforms.toArray(new Transform[0]);
    this.fallback = fallback;
  }

  @Nullable Object value(OutFrame frame) {
    try {
      if (when != null && !when.holds(frame)) {
        return null;
      }
      Object value = source.read(frame);
      for (int i = 0; value != null && i < transforms.length; i++) {
        value = transforms[i].apply(value);
      }
      return value == null ? fallback : value;
    } catch (ContentProblem problem) {
      frame.report(source.name(), name, problem);
      return null;
    }
  }
}
