package io.pipemill.control.mappings;

import io.pipemill.control.RefusedException;
import io.pipemill.hub.replay.Replay;
import io.pipemill.mapping.Explanation;
import java.util.List;
import java.util.UUID;

/** Explains where a value of a document came from. */
public final class MappingsControl {
  private final Replay replay;

  public MappingsControl(Replay replay) {
    this.replay = replay;
  }

  /**
   * @param path canonical path with indexes from 1: {@code lines[2].quantity}
   * @throws RefusedException if the document was not made by a mapping or has no such field
   */
  public Explanation explain(UUID document, String path) {
    try {
      return replay.explain(document, path);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(List.of(String.valueOf(e.getMessage())));
    }
  }
}
