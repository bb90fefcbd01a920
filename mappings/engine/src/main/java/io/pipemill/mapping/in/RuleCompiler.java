package io.pipemill.mapping.in;

import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.in.InboundPlan.Filter;
import io.pipemill.mapping.in.InboundPlan.Rule;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code filter:} and {@code require:}: one rule or a list of them. */
final class RuleCompiler {
  private final CompileContext context;
  private final SectionPlan header;

  RuleCompiler(CompileContext context, SectionPlan header) {
    this.context = context;
    this.header = header;
  }

  /** What passes; {@code reason} is stored with what does not. */
  List<Filter> filters(SectionReader keys) {
    List<Filter> filters = new ArrayList<>();
    for (SectionReader rule : parts(keys, "filter", "reason")) {
      String reason = rule.text("reason");
      CelExpression passes = condition(rule);
      if (passes != null) {
        filters.add(new Filter(passes, reason == null ? "OUT_OF_SCOPE" : reason));
      }
    }
    return filters;
  }

  /** What must hold; {@code message} is told where it does not. */
  List<Rule> rules(SectionReader keys) {
    List<Rule> rules = new ArrayList<>();
    for (SectionReader rule : parts(keys, "require", "message")) {
      String message = rule.required("message");
      CelExpression holds = condition(rule);
      if (holds != null) {
        rules.add(new Rule(holds, message));
      }
    }
    return rules;
  }

  private @Nullable CelExpression condition(SectionReader rule) {
    return new SourceCompiler(context, header).condition(rule.required("cel"), rule.place("cel"));
  }

  private List<SectionReader> parts(SectionReader keys, String key, String text) {
    YamlValue value = keys.section().get(key);
    List<YamlValue> parts =
        value == null
            ? List.of()
            : value instanceof YamlValue.Sequence sequence ? sequence.items() : List.of(value);
    List<SectionReader> rules = new ArrayList<>();
    for (YamlValue part : parts) {
      if (part instanceof YamlValue.Mapping mapping) {
        SectionReader rule = new SectionReader(mapping, context.findings);
        rule.only(Set.of("cel", text));
        rules.add(rule);
      } else {
        context.findings.error(
            part.place(),
            "MAP-004",
            part.kind(),
            "{cel: …, " + text + ": …}",
            "'" + key + "' holds no rule");
      }
    }
    return rules;
  }
}
