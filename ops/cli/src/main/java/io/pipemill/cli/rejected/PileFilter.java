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

  boolean isEmpty() {
    return system == null && code == null;
  }

  /** As a query string. */
  String query(int limit) {
    return "limit="
        + limit
        + (system == null ? "" : "&system=" + part(system))
        + (code == null ? "" : "&code=" + part(code));
  }
}
