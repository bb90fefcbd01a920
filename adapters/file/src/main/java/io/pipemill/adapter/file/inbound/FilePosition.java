package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an inbox has been read, kept by the hub as text.
 *
 * @param number rises with every batch
 * @param done ids of files given to their end, that may not have been moved yet
 * @param id of the file that is being read; null between files
 * @param hash of its content
 * @param records how many of its records were given
 */
record FilePosition(
    long number, List<String> done, @Nullable String id, @Nullable String hash, long records) {

  static final FilePosition BEGINNING = new FilePosition(0, List.of(), null, null, 0);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static FilePosition parse(String text) {
    if (text.equals(SourceAdapter.START)) {
      return BEGINNING;
    }
    try {
      JsonNode node = JSON.readTree(text);
      List<String> done = new ArrayList<>();
      node.path("done").forEach(id -> done.add(id.stringValue()));
      JsonNode id = node.path("file");
      JsonNode hash = node.path("hash");
      return new FilePosition(
          node.path("n").longValue(0),
          done,
          id.isString() ? id.stringValue() : null,
          hash.isString() ? hash.stringValue() : null,
          node.path("records").longValue(0));
    } catch (JacksonException e) {
      throw new AdapterException(
          "FILE-090",
          ErrorKind.BUG,
          "position: found " + text + ", expected {\"n\":…,\"done\":[…],\"file\":…}");
    }
  }

  String text() {
    ObjectNode node = JSON.createObjectNode();
    node.put("n", number);
    if (!done.isEmpty()) {
      done.forEach(node.putArray("done")::add);
    }
    if (id != null) {
      node.put("file", id).put("hash", hash).put("records", records);
    }
    return JSON.writeValueAsString(node);
  }
}
