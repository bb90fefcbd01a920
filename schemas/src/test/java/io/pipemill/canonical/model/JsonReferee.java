package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON Schema validator that is not ours, over the JSON Schemas that are. */
final class JsonReferee {
  private static final Map<DocumentType, Schema> ALL = new HashMap<>();

  private JsonReferee() {}

  /** What is wrong; empty if nothing is. */
  static synchronized List<String> errors(DocumentType type, String json) {
    Schema schema = ALL.computeIfAbsent(type, any -> schema(new String(type.jsonSchema(), UTF_8)));
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  static Schema schema(String text) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }
}
