package io.pipemill.mapping.in;

import io.pipemill.mapping.value.Transform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source whose values are converted before a list whose entries have dates sees them. */
record Converted(ValueSource inner, List<Transform> steps) implements ValueSource {

  @Override
  public @Nullable Object read(Frame frame) {
    Object value = inner.read(frame);
    for (Transform step : steps) {
      value = value == null ? null : step.apply(value);
    }
    return value;
  }

  @Override
  public String columns() {
    return inner.columns();
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder(inner.describe());
    steps.forEach(step -> text.append(", ").append(step.describe()));
    return text.toString();
  }
}
