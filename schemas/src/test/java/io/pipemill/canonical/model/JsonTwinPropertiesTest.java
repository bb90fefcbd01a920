package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** XSD and JSON Schema, XML and JSON of every document type are twins. */
class JsonTwinPropertiesTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String[] STRAYS = {
    "null",
    "true",
    "1",
    "1.5",
    "1e3",
    "-3.0",
    "9223372036854775808",
    "[]",
    "{}",
    "[null]",
    "\"\"",
    "\"1\"",
    "\"01\"",
    "\"+1\"",
    "\"-0\"",
    "\"1e3\"",
    "\".5\"",
    "\"1.\"",
    "\" 1\"",
    "\"1\\n\"",
    "\"0.0000000000010\"",
    "\"１\"",
    "\"CNY\\n\"",
    "\"true\"",
    "\"2024-02-29\"",
    "\"2023-02-29\"",
    "\"1900-02-29\"",
    "\"2000-02-29\"",
    "\"2023-04-31\"",
    "\"2023-4-30\"",
    "\"1899-12-31\"",
    "\"2024-02-29Z\"",
    "\"2024-02-30T00:00:00Z\"",
    "\"2024-02-29T24:00:00Z\"",
    "\"2024-02-29T23:59:60Z\"",
    "\"2024-02-29T23:59:59.1234567890Z\"",
    "\"2024-02-29T23:59:59.100Z\"",
    "\"2024-02-29T23:59:59+08:00\"",
    "\"a\\u0001b\"",
    "\"\\ud800\"",
    "\"x\\ufffe\"",
    "\"tab\\there\""
  };

  @Provide
  Arbitrary<DocumentType> types() {
    return Arbitraries.of(CATALOG.all());
  }

  @Provide
  Arbitrary<Double> faults() {
    return Arbitraries.of(0.0, 0.01, 0.05, 0.3);
  }

  @Property(tries = 4000)
  void verdictOfTheJsonSchema_isTheVerdictOfTheXsd(
      @ForAll("types") DocumentType type, @ForAll("faults") double faults, @ForAll long seed) {
    Object document = new RandomDocuments(new Random(seed), faults).document(type);
    String error = Referee.of(type).verdict(document);
    List<String> errors = errors(type, document);
    assertThat(errors.isEmpty())
        .as(
            "JSON: %s%nXML: %s%n%s",
            Content.escaped(errors), error, Content.escaped(Content.of(type, document)))
        .isEqualTo(error == null);
    Statistics.label("verdict")
        .collect(error == null)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 20);
              coverage.check(false).percentage(share -> share > 20);
            });
  }

  /** What no JSON can be written of has the same reason as no XML: a character. */
  private static List<String> errors(DocumentType type, Object document) {
    byte[] json;
    try {
      json = type.toJson(document);
    } catch (IllegalArgumentException e) {
      List<Violation> violations = new ArrayList<>();
      type.validate(document, violations);
      assertThat(violations)
          .extracting(Violation::code)
          .as("%s", e.getMessage())
          .contains(Rule.CHARACTER.code);
      return List.of(String.valueOf(e.getMessage()));
    }
    return JsonReferee.errors(type, new String(json, UTF_8));
  }

  @Property(tries = 1500)
  void json_comesBackTheSame(@ForAll("types") DocumentType type, @ForAll long seed) {
    Object document = new RandomDocuments(new Random(seed), 0).document(type);
    byte[] json = type.toJson(document);
    Object read = type.fromJson(json);
    assertThat(Content.difference(type, document, read)).isEmpty();
    assertThat(type.toJson(read)).isEqualTo(json);
    assertThat(type.toXml(read)).isEqualTo(type.toXml(document));
    assertThat(type.fingerprint(read)).isEqualTo(type.fingerprint(document));
    // a reader that knows nothing of us finds the same: the bytes are JSON, each field once
    byte[] again = MAPPER.writeValueAsBytes(MAPPER.readTree(json));
    assertThat(type.toJson(type.fromJson(again))).isEqualTo(json);
  }

  @Property(tries = 4000)
  void jsonFromOutside_isAcceptedByTheSchemaAndByUsAlike(
      @ForAll("types") DocumentType type, @ForAll long seed) {
    Random random = new Random(seed);
    Object document = new RandomDocuments(random, 0).document(type);
    ObjectNode json = (ObjectNode) MAPPER.readTree(type.toJson(document));
    spoil(json, random);
    // in ASCII, so that a broken surrogate reaches both readers as it is
    String text = Content.escaped(json.toString());
    List<String> schema = JsonReferee.errors(type, text);
    List<String> ours = new ArrayList<>();
    try {
      List<Violation> violations = new ArrayList<>();
      type.validate(type.fromJson(text.getBytes(UTF_8)), violations);
      violations.forEach(one -> ours.add(one.toString()));
    } catch (IllegalArgumentException e) {
      ours.add(String.valueOf(e.getMessage()));
    }
    assertThat(ours.isEmpty())
        .as("%s%nJSON Schema: %s%nours: %s", text, schema, ours)
        .isEqualTo(schema.isEmpty());
    Statistics.label("verdict")
        .collect(ours.isEmpty())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 3);
              coverage.check(false).percentage(share -> share > 20);
            });
  }

  /** One field somewhere is removed, added or given a value of another kind. */
  private static void spoil(ObjectNode object, Random random) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    if (fields.isEmpty() || random.nextInt(12) == 0) {
      object.put("stray", "x");
      return;
    }
    Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
    if (field.getValue() instanceof ObjectNode below && random.nextInt(4) > 0) {
      spoil(below, random);
    } else if (field.getValue() instanceof ArrayNode list
        && !list.isEmpty()
        && list.get(0) instanceof ObjectNode below
        && random.nextInt(4) > 0) {
      spoil(below, random);
    } else if (random.nextInt(8) == 0) {
      object.remove(field.getKey());
    } else {
      object.set(field.getKey(), MAPPER.readTree(STRAYS[random.nextInt(STRAYS.length)]));
    }
  }
}
