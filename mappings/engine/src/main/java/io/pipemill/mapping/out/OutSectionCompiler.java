package io.pipemill.mapping.out;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.cel.CelScope;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code fields:} of an outbound mapping and the groups below. */
final class OutSectionCompiler {
  private static final Set<String> GROUP_KEYS = Set.of("each", "where", "when");
  final Findings findings;
  final CodeLists lists;
  final ZoneId zone;
  private final Map<String, CodeList> used;

  /** What the whole file does with canonical fields. */
  final List<FieldUse> uses = new ArrayList<>();

  OutSectionCompiler(Findings findings, CodeLists lists, Map<String, CodeList> used, ZoneId zone) {
    this.findings = findings;
    this.lists = lists;
    this.used = used;
    this.zone = zone;
  }

  /** An element of the document while its columns are compiled. */
  static final class Element {
    final FieldType type;
    final FieldType root;
    final @Nullable Element parent;
    private @Nullable CelScope scope;

    Element(FieldType type, FieldType root, @Nullable Element parent) {
      this.type = type;
      this.root = root;
      this.parent = parent;
    }
  }

  @Nullable CodeList list(String name) {
    CodeList list = lists.list(name);
    if (list != null) {
      used.put(name, list);
    }
    return list;
  }

  OutSection compile(
      String name, YamlValue.Mapping fields, FieldType type, @Nullable Element parent) {
    Element element = new Element(type, parent == null ? type : parent.root, parent);
    List<OutColumn> columns = new ArrayList<>();
    List<OutSection.Group> groups = new ArrayList<>();
    for (YamlValue.Entry entry : fields.entries()) {
      if (parent != null && GROUP_KEYS.contains(entry.key())) {
        continue;
      }
      if (entry.value() instanceof YamlValue.Mapping spec
          && spec.has("each")
          && !spec.has("join")) {
        OutSection.Group group = group(entry.key(), spec, element);
        if (group != null) {
          groups.add(group);
        }
      } else {
        OutColumn column = new OutColumnCompiler(this, element).compile(entry);
        if (column != null) {
          columns.add(column);
        }
      }
    }
    return new OutSection(name, columns, groups);
  }

  private OutSection.@Nullable Group group(String name, YamlValue.Mapping spec, Element element) {
    SectionReader keys = new SectionReader(spec, findings);
    String each = keys.required("each");
    OutSource.Path list = listPath(each, keys.place("each"), element);
    if (list == null) {
      return null;
    }
    FieldType type = list.chain()[list.chain().length - 1];
    Element inner = new Element(type, element.root, element);
    CelExpression where = condition(spec, "where", inner);
    CelExpression when = condition(spec, "when", element);
    OutSection section = compile(name, spec, type, element);
    return new OutSection.Group(list, each, when, where, section);
  }

  /**
   * {@code {cel: …}} or the expression itself; null if there is none, or (and findings) a wrong.
   */
  @Nullable CelExpression condition(YamlValue.Mapping spec, String key, Element element) {
    YamlValue condition = spec.get(key);
    if (condition instanceof YamlValue.Scalar scalar && !scalar.absent()) {
      return condition(scalar.text(), scalar.place(), element);
    }
    if (condition instanceof YamlValue.Mapping mapping) {
      SectionReader rule = new SectionReader(mapping, findings);
      rule.only(Set.of("cel"));
      String text = rule.required("cel");
      return text.isEmpty() ? null : condition(text, rule.place("cel"), element);
    }
    if (condition != null) {
      findings.error(
          condition.place(),
          "MAP-004",
          condition.kind(),
          "{cel: …}",
          "'" + key + "' holds no condition");
    }
    return null;
  }

  OutSource.@Nullable Path listPath(String path, Place place, Element element) {
    OutSource source = path(path, place, element);
    if (source instanceof OutSource.Path found) {
      if (found.chain()[found.chain().length - 1].kind() == FieldKind.LIST) {
        return found;
      }
      findings.error(
          place, "MAP-013", path, "a list of the document", "each: '" + path + "' is no list");
    }
    return null;
  }

  /**
   * A canonical path, relative to the element; {@code document.} and {@code envelope.} lead out.
   */
  @Nullable OutSource path(String path, Place place, Element element) {
    if (path.startsWith("envelope.")) {
      String field = path.substring("envelope.".length());
      var reader = OutSource.ENVELOPE.get(field);
      if (reader == null) {
        findings.unknown(place, "MAP-010", "envelope field", field, OutSource.ENVELOPE.keySet());
        return null;
      }
      return new OutSource.OfEnvelope(path, reader);
    }
    boolean ofDocument = path.startsWith("document.");
    FieldType owner = ofDocument ? element.root : element.type;
    String[] parts = (ofDocument ? path.substring("document.".length()) : path).split("\\.");
    FieldType[] chain = new FieldType[parts.length];
    FieldType field = owner;
    for (int i = 0; i < parts.length; i++) {
      boolean throughList = i > 0 && field.kind() == FieldKind.LIST;
      FieldType child = throughList ? null : field.child(parts[i]);
      if (child == null) {
        List<String> all = new ArrayList<>();
        paths(owner, "", all);
        findings.error(
            place,
            "MAP-010",
            path,
            "a field: "
                + String.join(", ", owner.children().stream().map(FieldType::name).toList()),
            throughList
                ? "'" + path + "' leads through a list: use a section with each"
                : "unknown field '" + path + "'" + NearWord.hint(path, all));
        return null;
      }
      chain[i] = child;
      field = child;
    }
    use(field.path(), place);
    return new OutSource.Path(path, ofDocument, chain);
  }

  private static void paths(FieldType owner, String prefix, List<String> into) {
    for (FieldType child : owner.children()) {
      into.add(prefix + child.name());
      if (child.kind() != FieldKind.LIST) {
        paths(child, prefix + child.name() + ".", into);
      }
    }
  }

  @Nullable CelExpression condition(String text, Place place, Element element) {
    CelExpression expression = CelExpression.compile(text, scope(element), place, findings);
    if (expression != null
        && expression.type() != CelExpression.Type.BOOLEAN
        && expression.type() != CelExpression.Type.ANY) {
      findings.error(
          place, "MAP-032", text, "true or false", "the condition does not give true or false");
      return null;
    }
    return expression;
  }

  /** Names an expression may use. */
  CelScope scope(Element element) {
    CelScope made = element.scope;
    if (made == null) {
      made = newScope(element);
      element.scope = made;
    }
    return made;
  }

  private void use(String canonicalPath, Place place) {
    uses.add(new FieldUse(canonicalPath, false, place.file(), place.line()));
  }

  private CelScope newScope(Element element) {
    CelScope scope =
        new CelScope().reading((fields, at) -> fields.forEach(field -> use(field, at)));
    for (FieldType child : element.type.children()) {
      scope.field(child.name(), child, frame -> plain(child.get(((OutFrame) frame).element)));
    }
    scope.field("document", element.root, frame -> ((OutFrame) frame).document);
    if (element.parent != null) {
      scope.element(
          "parent",
          element.parent.type,
          frame -> {
            OutFrame above = ((OutFrame) frame).parent;
            return above == null ? null : above.element;
          });
    }
    scope.record(
        "envelope",
        name -> {
          var field = OutSource.ENVELOPE.get(name);
          return field == null ? null : frame -> plain(field.apply(((OutFrame) frame).envelope));
        });
    return scope;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Long number ? (Object) java.math.BigDecimal.valueOf(number) : value;
  }
}
