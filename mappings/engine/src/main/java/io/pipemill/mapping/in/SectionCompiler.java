package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.in.SectionPlan.Planned;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code fields:} and the list sections below it. */
final class SectionCompiler {
  private static final Set<String> LIST_KEYS = Set.of("each", "where", "when");
  private static final String WHEN = "when";
  private final CompileContext context;
  private final SectionPlan section;

  SectionCompiler(CompileContext context, SectionPlan section) {
    this.context = context;
    this.section = section;
  }

  /**
   * @param prefix path of the group whose fields these are; "" for the element's own
   */
  void compile(YamlValue.Mapping fields, String prefix) {
    compile(fields, prefix, null);
  }

  /**
   * @param guard the condition under which there are these fields at all
   */
  private void compile(YamlValue.Mapping fields, String prefix, @Nullable Guard guard) {
    FieldType owner = prefix.isEmpty() ? section.type : section.field(prefix);
    for (YamlValue.Entry entry : fields.entries()) {
      if (prefix.isEmpty() && section.parent != null && LIST_KEYS.contains(entry.key())) {
        continue;
      }
      if (!prefix.isEmpty() && owner != null && condition(entry, owner)) {
        continue;
      }
      String path = prefix.isEmpty() ? entry.key() : prefix + "." + entry.key();
      FieldType field = section.field(path);
      if (field == null) {
        unknown(entry, path);
      } else {
        field(entry, path, field, guard);
      }
    }
  }

  /** {@code when} of an object, unless the object has a field of that name. */
  private static boolean condition(YamlValue.Entry entry, FieldType owner) {
    return entry.key().equals(WHEN) && owner.child(WHEN) == null;
  }

  /** The condition of an object or list; the outer one if it has none of its own. */
  private @Nullable Guard guard(YamlValue.Mapping of, @Nullable Guard outer) {
    YamlValue.Entry when = of.entry(WHEN);
    if (when == null) {
      return outer;
    }
    SourceCompiler sources = new SourceCompiler(context, section);
    var condition = sources.condition(when.value(), WHEN);
    if (condition == null) {
      return outer;
    }
    Set<String> reads = new HashSet<>();
    sources.reads(condition, when.place(), reads);
    return new Guard(section.nextGuard(), condition, when.place(), outer, reads);
  }

  private void field(YamlValue.Entry entry, String path, FieldType field, @Nullable Guard guard) {
    switch (field.kind()) {
      case GROUP -> {
        if (entry.value() instanceof YamlValue.Mapping below) {
          compile(below, path, field.child(WHEN) == null ? guard(below, guard) : guard);
        } else {
          context.findings.error(
              entry.place(),
              "MAP-013",
              entry.value().kind(),
              "its fields: " + names(field),
              path + " is an object: map its fields, e.g. " + path + "." + first(field));
        }
      }
      case LIST -> lists(entry, path, field, guard);
      default -> {
        if (once(path, entry.place())) {
          Planned planned = leaf(entry, path, field, guard);
          if (planned != null) {
            section.use(field.path(), true, entry.place());
            section.steps.add(planned);
          }
        }
      }
    }
  }

  private @Nullable Planned leaf(
      YamlValue.Entry entry, String path, FieldType field, @Nullable Guard guard) {
    String full = section.path.isEmpty() ? path : section.path + "." + path;
    if (entry.value() instanceof YamlValue.Mapping spec) {
      FieldOptions.check(spec, full, field.kind(), context.findings);
    }
    PipelineCompiler pipelines = new PipelineCompiler(context, section);
    int dot = path.lastIndexOf('.');
    int object = section.object(dot < 0 ? "" : path.substring(0, dot));
    Target target = Target.of(full, field);
    Step step;
    if (target.measured()) {
      step =
          new MeasuredCompiler(context, section, pipelines)
              .compile(entry, path, full, object, field);
    } else {
      step = simple(entry, path, object, field, target, pipelines);
    }
    if (step != null && guard != null) {
      step = new GuardedStep(guard, step, entry.place());
      pipelines.reads.addAll(guard.reads);
    }
    int firstDot = path.indexOf('.');
    return step == null
        ? null
        : new Planned(
            step,
            firstDot < 0 ? path : path.substring(0, firstDot),
            pipelines.reads,
            entry.place());
  }

  private @Nullable Step simple(
      YamlValue.Entry entry,
      String path,
      int object,
      FieldType field,
      Target target,
      PipelineCompiler pipelines) {
    Pipeline pipeline = pipelines.compile(entry.value(), target);
    if (pipeline != null
        && field.kind() == FieldKind.DECIMAL
        && entry.value() instanceof YamlValue.Mapping spec) {
      var rounding = MeasuredCompiler.rounding(new SectionReader(spec, context.findings), context);
      if (rounding != null) {
        pipeline = pipeline.then(rounding);
      }
    }
    return pipeline == null ? null : new Step.Simple(path, entry.place(), object, field, pipeline);
  }

  private void lists(YamlValue.Entry entry, String path, FieldType field, @Nullable Guard guard) {
    List<YamlValue> parts =
        entry.value() instanceof YamlValue.Sequence sequence
            ? sequence.items()
            : List.of(entry.value());
    for (YamlValue part : parts) {
      if (part instanceof YamlValue.Mapping mapping) {
        list(mapping, entry.place(), path, field, guard);
      } else {
        context.findings.error(
            part.place(),
            "MAP-013",
            part.kind(),
            "a section with the fields of an element: " + names(field),
            path + " is a list");
      }
    }
  }

  private void list(
      YamlValue.Mapping mapping, Place at, String path, FieldType field, @Nullable Guard guard) {
    SectionReader keys = new SectionReader(mapping, context.findings);
    if (mapping.get("each") instanceof YamlValue.Mapping columns) {
      repeated(
          RepeatedColumns.of(columns, context.findings),
          mapping,
          columns.place(),
          path,
          field,
          guard(mapping, guard));
      section.mapped.putIfAbsent(path, at);
      return;
    }
    String each = keys.has("each") ? String.valueOf(keys.text("each")) : path;
    boolean same = each.equals("this");
    RecordColumns record = same ? section.record : section.record.groups.get(each);
    if (record == null) {
      SourceCompiler.unknownGroup(
          context, section, each, keys.has("each") ? keys.place("each") : at);
      record = new RecordColumns();
    }
    SectionPlan below = below(path, field, same ? null : each, record, keys.place());
    below.guard = guard(mapping, guard);
    fill(below, mapping);
    section.mapped.putIfAbsent(path, at);
  }

  /** One section per turn: each reads columns of its own. */
  private void repeated(
      @Nullable RepeatedColumns each,
      YamlValue.Mapping mapping,
      Place at,
      String path,
      FieldType field,
      @Nullable Guard guard) {
    if (each == null) {
      return;
    }
    String group = each.group();
    RecordColumns record = group == null ? section.record : section.record.groups.get(group);
    if (record == null) {
      SourceCompiler.unknownGroup(context, section, String.valueOf(group), at);
      return;
    }
    for (int turn = 0; turn < each.turns().size(); turn++) {
      SectionPlan below = below(path, field, group, record, mapping.place());
      below.repeat(each, turn);
      below.guard = guard;
      fill(below, mapping);
      for (String name : below.unreadRepeated()) {
        context.findings.error(
            at,
            "MAP-024",
            name,
            "a field that reads " + name,
            "dead entry: no field of " + below.path + " reads the repeated column '" + name + "'");
      }
    }
  }

  private SectionPlan below(
      String path, FieldType field, @Nullable String group, RecordColumns record, Place place) {
    int dot = path.lastIndexOf('.');
    return new SectionPlan(
        context.nextSection(),
        section.path.isEmpty() ? path : section.path + "." + path,
        path,
        field,
        section,
        section.object(dot < 0 ? "" : path.substring(0, dot)),
        group,
        record,
        place,
        context.cleaning);
  }

  private void fill(SectionPlan below, YamlValue.Mapping mapping) {
    YamlValue where = mapping.get("where");
    if (where != null) {
      below.where = new SourceCompiler(context, below).condition(where, "where");
    }
    new SectionCompiler(context, below).compile(mapping, "");
    section.lists.add(below);
  }

  private boolean once(String path, Place place) {
    Set<String> around = new HashSet<>();
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      around.add(path.substring(0, dot));
    }
    for (String other : section.mapped.keySet()) {
      if (other.equals(path) || around.contains(other) || other.startsWith(path + ".")) {
        context.findings.error(
            place,
            "MAP-011",
            path,
            "each field once",
            "'" + path + "' is already mapped in line " + line(place, section.mapped.get(other)));
        return false;
      }
    }
    section.mapped.put(path, place);
    return true;
  }

  /** The line alone, where it is one of the same file. */
  private static String line(Place here, @Nullable Place there) {
    if (there == null) {
      return "0";
    }
    return there.file().equals(here.file()) ? String.valueOf(there.line()) : there.toString();
  }

  private void unknown(YamlValue.Entry entry, String path) {
    List<String> all = new ArrayList<>();
    paths(section.type, "", all);
    String where = section.path.isEmpty() ? "" : " in " + section.path;
    context.findings.error(
        entry.place(),
        "MAP-010",
        path,
        "a field" + where + ": " + names(section.type),
        "unknown field '" + path + "'" + where + NearWord.hint(path, all));
  }

  private static void paths(FieldType owner, String prefix, List<String> into) {
    for (FieldType child : owner.children()) {
      into.add(prefix + child.name());
      if (child.kind() != FieldKind.LIST) {
        paths(child, prefix + child.name() + ".", into);
      }
    }
  }

  private static String names(FieldType field) {
    return String.join(", ", field.children().stream().map(FieldType::name).toList());
  }

  private static String first(FieldType field) {
    return field.children().isEmpty() ? "…" : field.children().get(0).name();
  }
}
