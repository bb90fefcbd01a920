package io.pipemill.mapping.in;

import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.Recode.Unlisted;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import io.pipemill.mapping.value.Transform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value from its source through its conversions. */
final class Pipeline {
  /** A look-up of another system's key. */
  record Crosswalk(String list, Unlisted unlisted) {}

  final ValueSource source;
  private final @Nullable CelExpression when;

  /** Slot of a plain column of the section's own record, the commonest source; else -1. */
  private final int slot;

  /** What the last conversion is, where it is one of the two that mostly find nothing to do. */
  private final boolean toText;

  private final boolean toNumber;
  private final Transform[] before;
  private final @Nullable Crosswalk crosswalk;
  private final Transform[] after;
  private final @Nullable Object fallback;

  /**
   * @param when condition under which there is a value at all
   * @param fallback what stands in for an absent value
   */
  Pipeline(
      ValueSource source,
      @Nullable CelExpression when,
      List<Transform> before,
      @Nullable Crosswalk crosswalk,
      List<Transform> after,
      @Nullable Object fallback) {
    this.source = source;
    this.when = when;
    Transform last =
        crosswalk == null && after.isEmpty() && !before.isEmpty()
            ? before.get(before.size() - 1)
            : null;
    this.toText = last == ToKind.TEXT;
    this.toNumber = last == ToNumber.PLAIN;
    this.before = before.toArray(new Transform[0]);
    this.crosswalk = crosswalk;
    this.after = after.toArray(new Transform[0]);
    this.fallback = fallback;
    this.slot =
        source instanceof ValueSource.Column column
                && column.levels() == 0
                && column.cleaning().none()
            ? column.slot()
            : -1;
  }

  static Pipeline constant(Object value) {
    return new Pipeline(new ValueSource.Constant(value), null, List.of(), null, List.of(), null);
  }

  /** The same with one more conversion at its end. */
  Pipeline then(Transform transform) {
    List<Transform> all = new java.util.ArrayList<>(List.of(after));
    all.add(transform);
    return new Pipeline(source, when, List.of(before), crosswalk, all, fallback);
  }

  /** The slot of the column, if the value is nothing but the text of one; else -1. */
  int textColumn() {
    return toText && before.length == 1 && when == null && fallback == null ? slot : -1;
  }

  /** The value, if it is the same for every record; else null. */
  @Nullable Object constant() {
    return source instanceof ValueSource.Constant constant && when == null
        ? constant.value()
        : null;
  }

  boolean looksUp() {
    return crosswalk != null;
  }

  /** The value; null if absent. */
  @Nullable Object run(Frame frame) {
    if (frame.run.trace != null) {
      return traced(frame, frame.run.trace);
    }
    return untraced(frame);
  }

  /** The value, without a word about how it came about. */
  @Nullable Object untraced(Frame frame) {
    if (when != null && !when.holds(frame)) {
      return null;
    }
    Object value = slot >= 0 ? Text.clean(frame.column(slot)) : source.read(frame);
    int steps = before.length;
    if (toText && value instanceof String || toNumber && value instanceof BigDecimal) {
      // a code list may still stand before a text; a number has nothing before its conversion
      steps--;
    }
    for (int i = 0; value != null && i < steps; i++) {
      value = before[i].apply(value);
    }
    if (value != null && crosswalk != null) {
      value = lookUp(crosswalk, Text.of(value), frame.run);
    }
    for (int i = 0; value != null && i < after.length; i++) {
      value = after[i].apply(value);
    }
    return value == null ? fallback : value;
  }

  private static @Nullable Object lookUp(Crosswalk crosswalk, String key, Run run) {
    String found = run.crosswalk(crosswalk.list, key);
    if (found != null || run.wanted != null) {
      return found;
    }
    return switch (crosswalk.unlisted) {
      case KEEP -> key;
      case ABSENT -> null;
      case REJECT ->
          throw new ContentProblem(
              "MAP-105",
              key,
              "has no entry in crosswalk " + crosswalk.list,
              "a key that the crosswalk knows",
              crosswalk.list);
    };
  }

  private @Nullable Object traced(Frame frame, Trace trace) {
    if (when != null) {
      boolean holds = when.holds(frame);
      trace.step("when " + when, String.valueOf(holds));
      if (!holds) {
        return null;
      }
    }
    Object value =
        source instanceof DatedCodes dated ? dated.traced(frame, trace) : raw(frame, trace);
    for (Transform transform : before) {
      value = traced(transform, value, trace);
    }
    if (value != null && crosswalk != null) {
      value = lookUp(crosswalk, Text.of(value), frame.run);
      trace.step("crosswalk " + crosswalk.list, value);
    }
    for (Transform transform : after) {
      value = traced(transform, value, trace);
    }
    if (value == null && fallback != null) {
      trace.step("default", fallback);
      return fallback;
    }
    return value;
  }

  private @Nullable Object raw(Frame frame, Trace trace) {
    Object value = source.read(frame);
    trace.raw(source, value);
    return value;
  }

  private static @Nullable Object traced(Transform transform, @Nullable Object value, Trace trace) {
    if (value == null) {
      return null;
    }
    try {
      Object result = transform.apply(value);
      trace.step(transform.describe(value), result);
      return result;
    } catch (ContentProblem problem) {
      trace.step(transform.describe() + ": " + problem.what(), null);
      throw problem;
    }
  }
}
