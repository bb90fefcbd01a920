package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.in.Target.Written;
import io.pipemill.mapping.in.Target.Wrong;
import io.pipemill.mapping.value.Recode;
import io.pipemill.mapping.value.Recode.Unlisted;
import io.pipemill.mapping.value.Transform;
import io.pipemill.mapping.value.Width;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one value: its source, conversions and default. */
final class PipelineCompiler {
  static final Set<String> COMMON =
      Set.of("from", "constant", "cel", "default", "when", "blank", "repair");
  static final Set<String> CODES = Set.of("codelist", "values", "unmapped", "crosswalk");
  private static final Set<String> SOURCES = Set.of("from", "constant", "cel");
  private final CompileContext context;
  private final SectionPlan section;
  private final SourceCompiler sources;
  private final ConversionCompiler conversions;

  PipelineCompiler(CompileContext context, SectionPlan section) {
    this.context = context;
    this.section = section;
    this.sources = new SourceCompiler(context, section, this::note);
    this.conversions = new ConversionCompiler(context);
  }

  SourceCompiler sources() {
    return sources;
  }

  /** Names of fields of this element the pipeline's expressions read, collected on the way. */
  final Set<String> reads = new HashSet<>();

  /**
   * @param spec a column, a list of columns, or a section with the keys of a value
   * @return null (and findings) if it is wrong
   */
  @Nullable Pipeline compile(YamlValue spec, Target target) {
    if (!(spec instanceof YamlValue.Mapping mapping)) {
      ValueSource source = sources.from(spec, context.cleaning);
      return source == null ? null : build(source, null, null, target);
    }
    SectionReader keys = new SectionReader(mapping, context.findings);
    ValueSource source = source(keys, target);
    CelExpression when = null;
    if (keys.has("when")) {
      when = sources.condition(keys.section().get("when"), "when");
      note(when, keys.place("when"));
    }
    return source == null ? null : build(source, when, keys, target);
  }

  private @Nullable ValueSource source(SectionReader keys, Target target) {
    List<String> given = SOURCES.stream().filter(keys::has).sorted().toList();
    if (given.size() != 1) {
      context.findings.error(
          keys.place(),
          "MAP-003",
          given.isEmpty() ? "none" : String.join(" and ", given),
          "exactly one of from, constant, cel",
          target.name() + (given.isEmpty() ? " has no source" : " has more than one source"));
      return null;
    }
    return switch (given.get(0)) {
      case "from" -> {
        YamlValue from = keys.section().get("from");
        yield from == null
            ? null
            : sources.from(from, new CleaningCompiler(context.findings).of(keys, context.cleaning));
      }
      case "constant" -> constant(keys, "constant", target);
      default -> calculated(keys, target);
    };
  }

  private @Nullable ValueSource constant(SectionReader keys, String key, Target target) {
    for (String dead :
        List.of("default", "blank", "repair", "width", "codelist", "values", "crosswalk")) {
      if (keys.has(dead)) {
        context.findings.error(
            keys.place(dead),
            "MAP-024",
            dead,
            "nothing",
            "dead entry: a constant needs no '" + dead + "'");
      }
    }
    Object value = written(keys, key, target);
    return value == null ? null : new ValueSource.Constant(value);
  }

  private @Nullable Object written(SectionReader keys, String key, Target target) {
    String text = keys.text(key);
    if (text == null) {
      return null;
    }
    Written written = target.read(text);
    report(written.wrong(), keys.place(key), text, target);
    return written.value();
  }

  private void report(@Nullable Wrong wrong, Place place, String text, Target target) {
    if (wrong != null) {
      context.findings.error(
          place,
          wrong.code(),
          text,
          wrong.expected(),
          target.name() + ": '" + text + "' is not " + wrong.expected() + wrong.hint());
    }
  }

  private @Nullable ValueSource calculated(SectionReader keys, Target target) {
    CelExpression expression = sources.cel(String.valueOf(keys.text("cel")), keys.place("cel"));
    if (expression == null) {
      return null;
    }
    note(expression, keys.place("cel"));
    if (!fits(expression.type(), keys, target)) {
      context.findings.error(
          keys.place("cel"),
          "MAP-032",
          expression.type().name().toLowerCase(Locale.ROOT),
          target.kind().name().toLowerCase(Locale.ROOT),
          target.name()
              + " is "
              + target.kind().name().toLowerCase(Locale.ROOT)
              + ", the expression gives "
              + expression.type().name().toLowerCase(Locale.ROOT));
      return null;
    }
    return new ValueSource.Calculated(expression);
  }

  private static boolean fits(CelExpression.Type type, SectionReader keys, Target target) {
    if (type == CelExpression.Type.ANY) {
      return true;
    }
    if (keys.has("codelist") || keys.has("values") || keys.has("crosswalk")) {
      return type != CelExpression.Type.OTHER;
    }
    return switch (type) {
      case DECIMAL -> target.numeric();
      case TEXT -> target.textual() || target.temporal();
      case BOOLEAN -> target.kind() == FieldKind.BOOLEAN;
      case DATE -> target.temporal();
      case INSTANT -> target.kind() == FieldKind.INSTANT;
      case ANY -> true;
      case OTHER -> false;
    };
  }

  private void note(@Nullable CelExpression expression, Place place) {
    if (expression != null) {
      sources.reads(expression, place, reads);
    }
  }

  private Pipeline build(
      ValueSource source,
      @Nullable CelExpression when,
      @Nullable SectionReader keys,
      Target target) {
    List<Transform> before = new ArrayList<>();
    List<Transform> after = new ArrayList<>();
    Pipeline.Crosswalk crosswalk = null;
    Object fallback = null;
    ValueSource read = source;
    if (keys != null) {
      Unlisted unlisted =
          Unlisted.valueOf(
              keys.choice("unmapped", "reject", Set.of("reject", "keep", "absent"))
                  .toUpperCase(Locale.ROOT));
      if (keys.has("width") && keys.choice("width", "narrow", Set.of("narrow")).equals("narrow")) {
        before.add(Width.NARROW);
      }
      int narrowed = before.size();
      ValueSource dated = codes(keys, target, unlisted, source, before);
      String list = keys.text("crosswalk");
      crosswalk = list == null ? null : new Pipeline.Crosswalk(list, unlisted);
      if (keys.has("unmapped")
          && before.size() == narrowed
          && crosswalk == null
          && dated == source) {
        context.findings.error(
            keys.place("unmapped"),
            "MAP-024",
            "unmapped",
            "codelist, values or crosswalk beside it",
            "dead entry: 'unmapped' says nothing without a code list");
      }
      if (keys.has("default") && !keys.has("constant")) {
        fallback = written(keys, "default", target);
      }
      read = dated;
    }
    if (!(source instanceof ValueSource.Constant)) {
      (crosswalk == null ? before : after).addAll(conversions.of(keys, target));
    }
    return new Pipeline(read, when, before, crosswalk, after, fallback);
  }

  /** Gives the source itself; or the source through a list whose entries have dates. */
  private ValueSource codes(
      SectionReader keys,
      Target target,
      Unlisted unlisted,
      ValueSource source,
      List<Transform> into) {
    ValueSource read = source;
    String name = keys.text("codelist");
    if (name != null) {
      CodeList list = context.list(name);
      if (list == null) {
        context.findings.unknown(
            keys.place("codelist"), "MAP-020", "code list", name, context.listNames());
      } else {
        for (CodeList.Row row : list.rows()) {
          report(
              target.read(row.canonical()).wrong(),
              new Place(list.file(), row.line()),
              row.canonical(),
              target);
        }
        Recode recode =
            new Recode(name, list.inbound(context.findings), unlisted, list.confirmations());
        if (list.dated().isEmpty() || source instanceof ValueSource.Constant) {
          into.add(recode);
        } else {
          ValueSource inner = into.isEmpty() ? source : new Converted(source, List.copyOf(into));
          into.clear();
          read = new DatedCodes(inner, recode, list.dated(), context.asOf);
        }
      }
    }
    YamlValue.Mapping values = keys.section("values");
    if (values != null) {
      Map<String, String> map = new HashMap<>();
      for (YamlValue.Entry entry : values.entries()) {
        if (entry.value() instanceof YamlValue.Scalar scalar) {
          report(target.read(scalar.text()).wrong(), entry.place(), scalar.text(), target);
          map.put(entry.key(), scalar.text());
        } else {
          context.findings.error(
              entry.place(),
              "MAP-004",
              entry.value().kind(),
              "a single value",
              "values: one value per code");
        }
      }
      into.add(new Recode("the values of the mapping", map, unlisted));
    }
    return read;
  }
}
