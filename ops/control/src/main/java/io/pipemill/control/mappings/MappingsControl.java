package io.pipemill.control.mappings;

import io.pipemill.control.RefusedException;
import io.pipemill.hub.Hub;
import io.pipemill.hub.replay.Replay;
import io.pipemill.mapping.Explanation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Explains where a value of a document came from, and tells what columns the sources have. */
public final class MappingsControl {
  private final Replay replay;
  private final Hub hub;

  public MappingsControl(Replay replay, Hub hub) {
    this.replay = replay;
    this.hub = hub;
  }

  /**
   * What one source has now.
   *
   * @param document {@code sales-order/v1}
   * @param columns as {@code group.column} below the record; empty if the source cannot say (files)
   * @param trouble why it could not be asked; null if it could
   */
  public record Source(
      String system, String document, List<String> columns, @Nullable String trouble) {}

  public record Sources(List<Source> sources) {}

  /** The columns of every source of this node, as they are now. */
  public Sources columns() {
    return new Sources(
        hub.columns().stream()
            .map(c -> new Source(c.system(), c.document(), c.columns(), c.trouble()))
            .toList());
  }

  /**
   * @param step what was done, e.g. {@code codelist products}
   * @param value the value after it
   */
  public record Step(String step, @Nullable String value) {}

  /**
   * @param path canonical path
   * @param sourceField source columns that were read; empty for a constant
   * @param rawValue what stood there
   * @param result the value in the document
   * @param place file and line of the mapping entry
   */
  public record Explained(
      String path,
      String sourceField,
      @Nullable String rawValue,
      List<Step> steps,
      @Nullable String result,
      String mappingVersion,
      String place) {}

  /**
   * @param path canonical path with indexes from 1: {@code lines[2].quantity}
   * @throws RefusedException if the document was not made by a mapping or has no such field
   */
  public Explained explain(UUID document, String path) {
    try {
      Explanation e = replay.explain(document, path);
      return new Explained(
          e.path(),
          e.sourceField(),
          e.rawValue(),
          e.steps().stream().map(s -> new Step(s.step(), s.value())).toList(),
          e.result(),
          e.mappingVersion(),
          e.place());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(List.of(String.valueOf(e.getMessage())));
    }
  }
}
