package io.pipemill.mapping.in;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.fragment.FragmentUses;
import io.pipemill.mapping.in.InboundPlan.Filter;
import io.pipemill.mapping.in.InboundPlan.Rule;
import io.pipemill.mapping.in.InboundPlan.VerbRule;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles a {@code <document>.in.yaml}. */
public final class InboundCompiler {
  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "document",
          "source",
          "zone",
          "blank",
          "repair",
          "verb",
          "eventTime",
          "keys",
          "filter",
          "requireLines",
          "require",
          "reversible",
          "fields",
          "ignore");
  private final DocumentCatalog catalog;
  private final Findings findings;

  public InboundCompiler(DocumentCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  /**
   * @param file name of the mapping file
   * @return null (and findings) if it is wrong
   */
  public @Nullable CompiledInbound compile(
      String system, String file, String text, SystemParts parts) {
    int before = findings.errors();
    YamlValue.Mapping read = YamlFile.read(file, text, findings);
    if (read == null) {
      return null;
    }
    FragmentUses fragments = new FragmentUses(parts.fragments(), findings);
    YamlValue.Mapping root = fragments.expanded(read);
    SectionReader keys = new SectionReader(root, findings);
    keys.only(KEYS);
    DocumentName name = MappingHeader.document(keys, file, ".in.yaml", catalog, findings);
    DocumentType type = name == null ? null : catalog.find(name);
    if (type == null) {
      return null;
    }
    Cleaning ofSystem = new Cleaning(Set.copyOf(parts.blanks()), null);
    CompileContext context =
        new CompileContext(
            findings,
            parts.lists(),
            MappingHeader.zone(keys, findings),
            new CleaningCompiler(findings).of(keys, ofSystem));
    YamlValue.Mapping source = keys.section("source");
    if (source == null) {
      findings.error(
          keys.place(), "MAP-003", "nothing", "source: …", "'source' is missing: what is read");
    }
    RecordColumns record = RecordColumns.of(source);
    InboundPlan plan = plan(system, file, type, keys, source, record, context, parts.policies());
    if (plan == null || findings.errors() > before) {
      return null;
    }
    MappingBundle bundle =
        MappingBundle.of(system, file, text, parts, context.used, fragments.texts());
    return new CompiledInbound(plan, bundle.version(), bundle.bytes(), context.asOf.describe());
  }

  private @Nullable InboundPlan plan(
      String system,
      String file,
      DocumentType type,
      SectionReader keys,
      YamlValue.@Nullable Mapping source,
      RecordColumns record,
      CompileContext context,
      Map<String, OnMissing> policies) {
    YamlValue.Mapping fields = keys.section("fields");
    Place place = keys.place("fields");
    SectionPlan header =
        new SectionPlan(
            context.nextSection(),
            "",
            "",
            type.root(),
            null,
            0,
            null,
            record,
            place,
            context.cleaning);
    if (fields == null) {
      if (!keys.has("fields")) {
        findings.error(keys.place(), "MAP-003", "nothing", "fields: …", "'fields' is missing");
      }
    } else {
      new SectionCompiler(context, header).compile(fields, "");
      RequiredFields.check(header, findings);
    }
    VerbRule verb = verb(keys, header, context);
    Pipeline eventTime = eventTime(keys, header, context);
    context.asOf.found(header, eventTime);
    Map<String, Pipeline> searchKeys = searchKeys(keys, header, context);
    RuleCompiler ruleCompiler = new RuleCompiler(context, header);
    List<Filter> filters = ruleCompiler.filters(keys);
    List<Rule> rules = ruleCompiler.rules(keys);
    List<Step> early = new ArrayList<>();
    List<Step> late = new ArrayList<>();
    StepOrder.sort(header, early, late, findings);
    Set<String> lateNames = StepOrder.lateNames(header, late);
    StepOrder.checkHeaderReads(header, lateNames, findings);
    StepOrder.checkGuards(header, lateNames, findings);
    Section root = header.section(early, late, findings);
    SourceColumns columns =
        new SourceColumns(
            record.all(),
            new Ignored(findings).read(keys, record),
            SourceColumns.named(source),
            place);
    boolean looksUp =
        looksUp(root)
            || eventTime != null && eventTime.looksUp()
            || searchKeys.values().stream().anyMatch(Pipeline::looksUp);
    return new InboundPlan(
        system,
        type,
        file,
        source == null ? Map.of() : source.plain(),
        record.columns(),
        columns,
        root,
        context.sections(),
        verb,
        eventTime,
        searchKeys,
        filters,
        lines(keys, header),
        rules,
        new Masters(type, catalog, policies),
        looksUp,
        keys.flag("reversible", false),
        header.uses.stream().distinct().toList());
  }

  private static boolean looksUp(Section section) {
    boolean any = false;
    for (Step step : section.steps) {
      any |= step.looksUp();
    }
    for (Step step : section.late) {
      any |= step.looksUp();
    }
    for (Section list : section.lists) {
      any |= looksUp(list);
    }
    return any;
  }

  private @Nullable FieldType lines(SectionReader keys, SectionPlan header) {
    if (!keys.flag("requireLines", false)) {
      return null;
    }
    FieldType lines = header.type.child("lines");
    if (lines == null || lines.kind() != FieldKind.LIST) {
      findings.error(
          keys.place("requireLines"),
          "MAP-013",
          "requireLines",
          "a document with lines",
          "dead entry: " + header.type.name() + " has no lines");
      return null;
    }
    header.use(lines.path(), false, keys.place("requireLines"));
    return lines;
  }

  private VerbRule verb(SectionReader keys, SectionPlan header, CompileContext context) {
    YamlValue.Mapping section =
        keys.section().get("verb") instanceof YamlValue.Scalar ? null : keys.section("verb");
    if (section == null) {
      String word = keys.text("verb");
      return new VerbRule(
          null, Map.of(), word == null ? Verb.PROCESS : verb(word, keys.place("verb")));
    }
    SectionReader rule = new SectionReader(section, findings);
    rule.only(Set.of("from", "values", "default"));
    String word = rule.text("default");
    Verb fallback = word == null ? Verb.PROCESS : verb(word, rule.place("default"));
    YamlValue from = section.get("from");
    YamlValue.Mapping values = rule.section("values");
    if (from == null || values == null) {
      if (from != null || values != null) {
        findings.error(
            rule.place(),
            "MAP-003",
            from == null ? "values without from" : "from without values",
            "{from: COLUMN, values: {X: cancel}, default: process}",
            "'verb' needs both from and values");
      }
      return new VerbRule(null, Map.of(), fallback);
    }
    Map<String, Verb> map = new LinkedHashMap<>();
    for (YamlValue.Entry entry : values.entries()) {
      if (entry.value() instanceof YamlValue.Scalar scalar) {
        map.put(entry.key(), verb(scalar.text(), entry.place()));
      }
    }
    return new VerbRule(
        new SourceCompiler(context, header).from(from, context.cleaning),
        Map.copyOf(map),
        fallback);
  }

  private Verb verb(String word, Place place) {
    for (Verb verb : Verb.values()) {
      if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
        return verb;
      }
    }
    Set<String> words = new TreeSet<>();
    for (Verb verb : Verb.values()) {
      words.add(verb.name().toLowerCase(Locale.ROOT));
    }
    findings.unknown(place, "MAP-004", "verb", word, words);
    return Verb.PROCESS;
  }

  private @Nullable Pipeline eventTime(
      SectionReader keys, SectionPlan header, CompileContext context) {
    YamlValue value = keys.section().get("eventTime");
    if (value == null) {
      return null;
    }
    if (value instanceof YamlValue.Mapping mapping) {
      FieldOptions.check(mapping, "eventTime", FieldKind.INSTANT, findings);
    }
    return new PipelineCompiler(context, header)
        .compile(
            value, new Target("eventTime", FieldKind.INSTANT, Set.of(), null, Target.Rule.NONE));
  }

  private Map<String, Pipeline> searchKeys(
      SectionReader keys, SectionPlan header, CompileContext context) {
    Map<String, Pipeline> pipelines = new LinkedHashMap<>();
    YamlValue.Mapping section = keys.section("keys");
    if (section != null) {
      for (YamlValue.Entry entry : section.entries()) {
        Target target = Target.text("keys." + entry.key(), Target.Rule.NONE);
        if (entry.value() instanceof YamlValue.Mapping mapping) {
          FieldOptions.check(mapping, target.name(), FieldKind.TEXT, findings);
        }
        Pipeline pipeline = new PipelineCompiler(context, header).compile(entry.value(), target);
        if (pipeline != null) {
          pipelines.put(entry.key(), pipeline);
        }
      }
    }
    return pipelines;
  }
}
