package io.pipemill.mapping.in;

import io.pipemill.mapping.Explanation;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records how one field of a document comes about. */
final class Trace {
  private final String wanted;
  private boolean active;
  private boolean found;
  private boolean leftOut;
  private @Nullable Place place;
  private @Nullable String raw;
  private @Nullable Object uncleaned;
  private final List<Explanation.Step> cleaning = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<Explanation.Step> steps = new ArrayList<>();

  /**
   * @param wanted path with indexes
   */
  Trace(String wanted) {
    this.wanted = wanted;
  }

  /** A step begins; it is recorded if it is about the wanted field, a part of it, or around it. */
  void begin(String path, Place at) {
    active = path.equals(wanted) || wanted.startsWith(path + ".") || path.startsWith(wanted + ".");
    if (active) {
      if (!found) {
        place = at;
      }
      found = true;
    }
  }

  void end() {
    active = false;
  }

  void raw(ValueSource source, @Nullable Object value) {
    if (active) {
      boolean single =
          source instanceof ValueSource.Column
              || source instanceof ValueSource.First
              || source instanceof ValueSource.FirstOfGroup;
      Object first = single && uncleaned != null ? uncleaned : value;
      if (!source.columns().isEmpty()) {
        columns.add(source.columns());
        if (raw == null && first != null) {
          raw = Text.of(first);
        }
      }
      steps.add(new Explanation.Step(source.describe(), text(first)));
      if (single) {
        steps.addAll(cleaning);
      }
    }
    uncleaned();
  }

  /** Another column is read: what was done to the last one is no part of the value. */
  void uncleaned() {
    uncleaned = null;
    cleaning.clear();
  }

  /** What was done to a column before anything else saw it; told with the source's value. */
  void cleaned(Object before, String how, @Nullable Object after) {
    if (uncleaned == null) {
      uncleaned = before;
    }
    cleaning.add(new Explanation.Step(how, text(after)));
  }

  void step(String what, @Nullable Object value) {
    uncleaned();
    if (active) {
      steps.add(new Explanation.Step(what, text(value)));
    }
  }

  /** Whether the wanted value stands in a list whose condition does not hold. */
  boolean leftOut() {
    return leftOut;
  }

  /** A list whose condition does not hold. */
  void leftOut(String list, Guard guard) {
    if (wanted.equals(list) || wanted.startsWith(list + "[")) {
      if (!found) {
        place = guard.place();
      }
      found = true;
      leftOut = true;
      steps.add(new Explanation.Step(guard.toString(), "false"));
    }
  }

  Explanation explanation(@Nullable Object result, String version, String file) {
    return new Explanation(
        wanted,
        String.join(", ", columns),
        raw,
        found ? List.copyOf(steps) : List.of(new Explanation.Step("not mapped", null)),
        text(result),
        version,
        place == null ? file : place.toString());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Text.of(value);
  }
}
