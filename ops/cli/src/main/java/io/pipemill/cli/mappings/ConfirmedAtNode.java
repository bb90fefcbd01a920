package io.pipemill.cli.mappings;

import io.pipemill.cli.node.NodeOptions;
import io.pipemill.control.mappings.WorklistControl.Confirmation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Codes that people confirmed at a running node. */
final class ConfirmedAtNode {
  private ConfirmedAtNode() {}

  /** Those of a node that answers. */
  static List<Confirmation> of(NodeOptions node) {
    return read(node.client().get("mappings/codes"));
  }

  static List<Confirmation> read(JsonNode answer) {
    List<Confirmation> codes = new ArrayList<>();
    for (JsonNode code : answer.path("codes")) {
      codes.add(
          new Confirmation(
              code.path("system").asString(),
              code.path("list").asString(),
              code.path("value").asString(),
              code.path("canonical").asString(),
              code.path("from").isString() ? code.path("from").asString() : null,
              code.path("owner").asString(""),
              code.path("note").asString(""),
              code.path("by").asString(""),
              Instant.parse(code.path("at").asString()),
              code.path("status").asString("")));
    }
    return codes;
  }
}
