package io.pipemill.canonical.model;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.CompiledField.Notation;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The JSON Schema (draft 2020-12) of a document's JSON, made from the same fields as everything
 * else, so that it gives the verdict of the XSD. Patterns are ECMA 262.
 */
final class JsonSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  /** What XML 1.0 can carry; a surrogate without its other half is none. */
  private static final String CHARACTERS =
      "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uD800-\\uDFFF\\uFFFE\\uFFFF]*$";

  private static final String UNIT = "[\\u0000-\\uFFFF]";
  private static final String BEYOND = "[^\\u0000-\\uFFFF]";

  private final Map<String, Object> definitions = new LinkedHashMap<>();
  private final Map<String, Object> lengths = new LinkedHashMap<>();
  private final Map<Class<?>, String> groups = new HashMap<>();

  private JsonSchema() {}

  static byte[] of(DocumentName name, CompiledField root) {
    return new JsonSchema().write(name, root);
  }

  private byte[] write(DocumentName name, CompiledField root) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("$id", root.namespace + "/" + root.name + ".schema.json");
    describe(root, schema);
    schema.put("$comment", "JSON of " + name + "; made from its XSD, not edited");
    schema.putAll(object(root));
    // the long ones last
    definitions.putAll(lengths);
    if (!definitions.isEmpty()) {
      schema.put("$defs", definitions);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    PrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    JsonFactory json = new JsonFactory();
    try (JsonGenerator generator =
        json.createGenerator(
            new ObjectWriteContext.Base() {
              @Override
              public PrettyPrinter getPrettyPrinter() {
                return pretty;
              }
            },
            out)) {
      print(schema, generator);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void print(Object value, JsonGenerator out) {
    if (value instanceof OneLine line) {
      out.writeRawValue(compact(line));
    } else if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      object.forEach(
          (key, part) -> {
            out.writeName((String) key);
            print(part, out);
          });
      out.writeEndObject();
    } else if (value instanceof List<?> array) {
      out.writeStartArray();
      array.forEach(part -> print(part, out));
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number.toPlainString());
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else {
      out.writeString((String) value);
    }
  }

  private static String compact(OneLine line) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      print(new LinkedHashMap<>(line), out);
    }
    return text.toString();
  }

  private static void describe(CompiledField field, Map<String, Object> schema) {
    String title = field.labels.get("zh");
    if (title != null) {
      schema.put("title", title);
    }
    if (!field.documentation().isEmpty()) {
      schema.put("description", field.documentation());
    }
  }

  private Map<String, Object> object(CompiledField group) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> required = new ArrayList<>();
    for (CompiledField child : group.children) {
      properties.put(child.name, property(child));
      if (child.required || child.wrapperRequired) {
        required.add(child.name);
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private Map<String, Object> property(CompiledField field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    describe(field, schema);
    switch (field.kind) {
      case GROUP, QUANTITY, MONEY, UNIT_PRICE -> schema.put("$ref", group(field));
      case LIST -> {
        schema.put("type", "array");
        schema.put("items", reference(group(field)));
        ListCheck check = (ListCheck) field.check;
        if (check.fewest() > 0) {
          schema.put("minItems", check.fewest());
        }
        if (check.most() >= 0) {
          schema.put("maxItems", check.most());
        }
      }
      case CODE -> {
        schema.put("type", "string");
        schema.put("enum", new ArrayList<>(new TreeSet<>(field.facets.codes())));
      }
      case TEXT -> text(field, schema);
      case DECIMAL -> decimal(field, schema);
      case INTEGER -> integer(field.facets, schema);
      case BOOLEAN -> schema.put("type", "boolean");
      case DATE, INSTANT -> time(field, schema);
    }
    if (field.notation == Notation.ATTRIBUTE && field.defaultValue != null) {
      schema.put("default", field.defaultValue.toString());
    }
    return schema;
  }

  /** Types that many fields share stand once, under the name they have in the XSD. */
  private String group(CompiledField field) {
    String known = groups.get(field.javaType);
    if (known != null) {
      return known;
    }
    String name = field.javaType.getSimpleName();
    while (definitions.containsKey(name)) {
      name += "_";
    }
    String reference = "#/$defs/" + name;
    groups.put(field.javaType, reference);
    definitions.put(name, true);
    definitions.put(name, object(field));
    return reference;
  }

  private static Map<String, Object> reference(String to) {
    return one("$ref", to);
  }

  private void text(CompiledField field, Map<String, Object> schema) {
    Facets facets = field.facets;
    schema.put("type", "string");
    List<Object> rules = new ArrayList<>();
    rules.add(reference(define("characters", pattern(CHARACTERS))));
    Integer shortest = facets.minLength();
    if (shortest != null && shortest > 0) {
      schema.put("minLength", (shortest + 1) / 2);
      if (shortest > 1) {
        rules.add(one("not", reference(atMost(shortest - 1))));
      }
    }
    if (facets.maxLength() != null) {
      schema.put("maxLength", facets.maxLength());
      rules.add(reference(atMost(facets.maxLength())));
    }
    for (String one : facets.patterns()) {
      rules.add(pattern("^(?:" + ecma(one) + ")$"));
    }
    schema.put("allOf", rules);
  }

  /**
   * Lengths count UTF-16 units, as Java, JavaScript, .NET and the XSD validators built on them do;
   * {@code maxLength} counts characters. They differ where characters stand beyond U+FFFF, which
   * take two units: then n units are room for n - k characters, k of them beyond.
   */
  private String atMost(int units) {
    List<Object> ways = new ArrayList<>();
    ways.add(one("maxLength", units / 2));
    for (int beyond = 1; beyond < units - units / 2; beyond++) {
      Map<String, Object> way = new OneLine();
      way.put("maxLength", units - beyond);
      way.put("pattern", "^(?:" + UNIT + "*" + BEYOND + "){1," + beyond + "}" + UNIT + "*$");
      ways.add(way);
    }
    Map<String, Object> mixed = new LinkedHashMap<>();
    mixed.put("maxLength", units);
    mixed.put("pattern", BEYOND);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$comment", "at most " + units + " UTF-16 units");
    schema.put("maxLength", units);
    schema.put("if", mixed);
    schema.put("then", one("anyOf", ways));
    String name = "length-" + units;
    lengths.putIfAbsent(name, schema);
    return "#/$defs/" + name;
  }

  private static Map<String, Object> one(String keyword, Object value) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(keyword, value);
    return schema;
  }

  /** One of very many alike. */
  private static final class OneLine extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
  }

  private void decimal(CompiledField field, Map<String, Object> schema) {
    Facets facets = field.facets;
    Integer total = facets.totalDigits();
    Integer fraction = facets.fractionDigits();
    if (total == null || fraction == null) {
      throw XsdProfile.unsupported(field.path, "xs:decimal without a limit of digits");
    }
    Map<String, Object> digits = new LinkedHashMap<>();
    digits.put(
        "$comment",
        "a decimal number of at most " + total + " digits, " + fraction + " behind the point");
    digits.put("type", "string");
    digits.put("pattern", NumberPattern.digits(total, fraction));
    schema.put("$ref", define("decimal-" + total + "-" + fraction, digits));
    List<Object> bounds = new ArrayList<>();
    bound(facets.minimum(), "at least ", bounds, b -> NumberPattern.atLeast(b, true));
    bound(facets.above(), "above ", bounds, b -> NumberPattern.atLeast(b, false));
    bound(facets.maximum(), "at most ", bounds, b -> NumberPattern.atMost(b, true));
    bound(facets.below(), "below ", bounds, b -> NumberPattern.atMost(b, false));
    if (!bounds.isEmpty()) {
      schema.put("allOf", bounds);
    }
  }

  private static void bound(
      @Nullable BigDecimal bound,
      String words,
      List<Object> into,
      java.util.function.Function<BigDecimal, String> pattern) {
    if (bound != null) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("$comment", words + bound.toPlainString());
      rule.put("pattern", pattern.apply(bound));
      into.add(rule);
    }
  }

  private static void integer(Facets facets, Map<String, Object> schema) {
    schema.put("type", "integer");
    BigDecimal minimum = facets.minimum();
    BigDecimal maximum = facets.maximum();
    schema.put("minimum", minimum == null ? BigDecimal.valueOf(Long.MIN_VALUE) : minimum);
    schema.put("maximum", maximum == null ? BigDecimal.valueOf(Long.MAX_VALUE) : maximum);
    if (facets.above() != null) {
      schema.put("exclusiveMinimum", facets.above());
    }
    if (facets.below() != null) {
      schema.put("exclusiveMaximum", facets.below());
    }
  }

  private void time(CompiledField field, Map<String, Object> schema) {
    boolean day = field.kind == FieldKind.DATE;
    String earliest = field.facets.earliest();
    String latest = field.facets.latest();
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("$comment", Expectation.of(field));
    definition.put("type", "string");
    List<Object> rules = new ArrayList<>();
    TimePattern.patterns(field.kind, earliest, latest, field.path)
        .forEach(one -> rules.add(pattern(one)));
    definition.put("allOf", rules);
    schema.put("format", day ? "date" : "date-time");
    schema.put("$ref", define((day ? "date " : "instant ") + earliest + " " + latest, definition));
  }

  private String define(String key, Map<String, Object> schema) {
    String name = key.replaceAll("[^A-Za-z0-9.-]+", "_");
    definitions.putIfAbsent(name, schema);
    return "#/$defs/" + name;
  }

  private static Map<String, Object> pattern(String pattern) {
    return one("pattern", pattern);
  }

  /** A '-' outside of a class needs no escape, and in ECMA 262 must not have one. */
  private static String ecma(String pattern) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        char escaped = pattern.charAt(++i);
        out.append(escaped == '-' && !inClass ? "-" : "\\" + escaped);
        continue;
      }
      inClass = c == '[' || inClass && c != ']';
      out.append(c);
    }
    return out.toString();
  }
}
