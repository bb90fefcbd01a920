package io.pipemill.mapping.in;

import io.pipemill.mapping.value.Repair;
import io.pipemill.mapping.value.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a column before anything else sees it: stripped; a damaged text repaired; texts
 * that mean nothing taken away.
 *
 * @param blanks texts that mean that there is nothing, compared after the repair
 */
record Cleaning(Set<String> blanks, @Nullable Repair repair) {
  static final Cleaning NONE = new Cleaning(Set.of(), null);

  /** Whether a column is only stripped. */
  boolean none() {
    return repair == null && blanks.isEmpty();
  }

  /**
   * @throws io.pipemill.mapping.check.ContentProblem if a text cannot be repaired and must be
   */
  @Nullable Object apply(@Nullable Object raw, Run run) {
    if (run.trace != null) {
      run.trace.uncleaned();
    }
    Object value = Text.clean(raw);
    if (repair != null && value instanceof String text) {
      String repaired = repair.apply(text);
      if (!repaired.equals(text)) {
        value = Text.clean(repaired);
        if (run.trace != null) {
          run.trace.cleaned(text, repair.describe(), value);
        }
      }
    }
    if (value != null && !blanks.isEmpty() && blanks.contains(Text.of(value))) {
      if (run.trace != null) {
        run.trace.cleaned(value, "a text that means nothing", null);
      }
      return null;
    }
    return value;
  }
}
