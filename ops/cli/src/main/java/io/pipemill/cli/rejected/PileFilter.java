package io.pipemill.cli.rejected;

import static io.pipemill.cli.node.NodeClient.part;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which documents of a pile are meant; all if nothing is said. */
public final class PileFilter {
  @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
  @Nullable String system;

  @Option(names = "--code", paramLabel = "CODE", descriptionKey = "option.code")
  @Nullable String code;

  @Option(names = "--list", paramLabel = "LIST", descriptionKey = "option.filter.list")
  @Nullable String list;

  @Option(names = "--value", paramLabel = "VALUE", descriptionKey = "option.filter.value")
  @Nullable String value;

  boolean isEmpty() {
    return system == null && code == null && list == null && value == null;
  }

  /** As a query string. */
  String query(int limit) {
    return "limit="
        + limit
        + (system == null ? "" : "&system=" + part(system))
        + (code == null ? "" : "&code=" + part(code))
        + (list == null ? "" : "&list=" + part(list))
        + (value == null ? "" : "&value=" + part(value));
  }
}
