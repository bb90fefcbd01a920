package io.pipemill.mapping.in;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.InboundMapping.Columns;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a mapping file says, compiled.
 *
 * @param file name of the file
 * @param sections number of sections
 * @param requireLines the list a PROCESS document must not leave empty; null for none
 * @param looksUp whether any step asks a crosswalk
 * @param reversible whether an outbound mapping must undo it
 * @param uses what the file does with canonical fields
 */
record InboundPlan(
    String system,
    DocumentType document,
    String file,
    Map<String, Object> source,
    Columns columns,
    SourceColumns sourceColumns,
    Section root,
    int sections,
    VerbRule verb,
    @Nullable Pipeline eventTime,
    Map<String, Pipeline> keys,
    List<Filter> filters,
    @Nullable FieldType requireLines,
    List<Rule> rules,
    Masters masters,
    boolean looksUp,
    boolean reversible,
    List<FieldUse> uses) {

  /** What passes, and the reason for what does not. */
  record Filter(CelExpression passes, String reason) {}

  /** What must hold, and what is wrong with a record for which it does not. */
  record Rule(CelExpression holds, String message) {}

  /** Where the verb comes from. */
  record VerbRule(@Nullable ValueSource source, Map<String, Verb> values, Verb fallback) {
    Verb of(Frame frame) {
      if (source == null) {
        return fallback;
      }
      try {
        Object value = source.read(frame);
        return value == null ? fallback : values.getOrDefault(Text.of(value), fallback);
      } catch (ContentProblem problem) {
        frame.run.report(frame, "verb", source.columns(), problem);
        return fallback;
      }
    }
  }

  /**
   * The reason of the first filter that does not let the record pass; null if all do. A filter that
   * cannot be worked out lets it pass, with a problem: what nobody can judge must not vanish.
   */
  @Nullable String outOfScope(Frame frame) {
    for (Filter filter : filters) {
      try {
        if (!filter.passes.holds(frame)) {
          return filter.reason;
        }
      } catch (ContentProblem problem) {
        frame.run.report(
            frame, "filter", new ValueSource.Calculated(filter.passes).columns(), problem);
      }
    }
    return null;
  }

  /** Reports the rules that do not hold. */
  void require(Frame frame) {
    for (Rule rule : rules) {
      if (!Step.holds(rule.holds, frame)) {
        frame.run.problems.add(
            new Violation(
                "MAP-114", "", null, rule.holds.toString(), frame.record.where(), rule.message));
      }
    }
  }

  void lineRule(Object made, Verb verb, RecordTree record, List<Violation> problems) {
    if (requireLines != null
        && verb == Verb.PROCESS
        && requireLines.get(made) instanceof List<?> lines
        && lines.isEmpty()) {
      problems.add(
          new Violation(
              "MAP-109",
              requireLines.path(),
              null,
              "at least one",
              record.where(),
              requireLines.path() + ": there is none; expected at least one"));
    }
  }
}
