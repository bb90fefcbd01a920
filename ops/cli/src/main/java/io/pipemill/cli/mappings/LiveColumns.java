package io.pipemill.cli.mappings;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.mappings.MappingsControl.Source;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a running node says about the columns of its sources.
 *
 * @param sources whose columns are known
 * @param unknown a sentence for each source that could not be asked or cannot say, or for all of
 *     them where no node runs
 * @param offline whether no node runs
 */
record LiveColumns(List<Source> sources, List<String> unknown, boolean offline) {

  /**
   * @throws CommandFailed if a node was named and does not answer; one that was not named may be
   *     absent
   */
  static LiveColumns of(NodeOptions node) {
    try {
      return read(node.client().get("mappings/columns"));
    } catch (CommandFailed e) {
      if (node.named()) {
        throw e;
      }
      return new LiveColumns(List.of(), List.of(Texts.of("mappings.offline")), true);
    }
  }

  private static LiveColumns read(JsonNode answer) {
    List<Source> sources = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (JsonNode one : answer.path("sources")) {
      String system = one.path("system").asString();
      String document = one.path("document").asString();
      List<String> columns = new ArrayList<>();
      one.path("columns").forEach(column -> columns.add(column.asString()));
      if (one.path("trouble").isString()) {
        unknown.add(Texts.of("mappings.trouble", system, document, one.path("trouble").asString()));
      } else if (columns.isEmpty()) {
        unknown.add(Texts.of("mappings.silent", system, document));
      } else {
        sources.add(new Source(system, document, columns, null));
      }
    }
    return new LiveColumns(sources, unknown, false);
  }
}
