package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a source has been read, kept by the hub as text.
 *
 * @param number rises with every batch that brought something, so that a batch the hub could not
 *     store is never taken for stored
 * @param floor every change before this value of changedBy has been given; null from the beginning
 * @param high changedBy and key of the last row read; null before the first
 */
record Position(long number, @Nullable String floor, @Nullable High high) {

  /** A place in the order of change. */
  record High(String changed, List<String> keys) {}

  static final Position BEGINNING = new Position(0, null, null);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Position parse(String text) {
    if (text.equals(SourceAdapter.START)) {
      return BEGINNING;
    }
    try {
      JsonNode node = JSON.readTree(text);
      JsonNode high = node.path("high");
      List<String> keys = new ArrayList<>();
      high.path("key").forEach(key -> keys.add(key.stringValue()));
      return new Position(
          node.path("n").longValue(0),
          node.path("floor").isString() ? node.path("floor").stringValue() : null,
          high.isObject() ? new High(high.path("changed").stringValue(), keys) : null);
    } catch (JacksonException e) {
      throw new AdapterException(
          "JDBC-010",
          ErrorKind.BUG,
          "position: found " + text + ", expected {\"n\":…,\"floor\":…,\"high\":{…}}");
    }
  }

  String text() {
    ObjectNode node = JSON.createObjectNode();
    node.put("n", number);
    if (floor != null) {
      node.put("floor", floor);
    }
    if (high != null) {
      ObjectNode at = node.putObject("high");
      at.put("changed", high.changed());
      ArrayNode keys = at.putArray("key");
      high.keys().forEach(keys::add);
    }
    return JSON.writeValueAsString(node);
  }
}
