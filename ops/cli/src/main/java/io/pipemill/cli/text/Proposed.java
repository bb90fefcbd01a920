package io.pipemill.cli.text;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What a value probably means, on one line. */
public final class Proposed {
  private Proposed() {}

  /** {@code CRUDE-DQ 0.93 (大庆原油), …}; empty if nothing is proposed. */
  public static String of(JsonNode proposals) {
    StringJoiner text = new StringJoiner(", ");
    for (JsonNode one : proposals) {
      text.add(
          one.path("code").asString()
              + " "
              + one.path("score").asString()
              + " ("
              + one.path("like").asString("")
              + ")");
    }
    return text.toString();
  }
}
