package io.pipemill.control.schemas;

import io.pipemill.canonical.model.SchemaChange;
import io.pipemill.canonical.model.SchemaGate;
import io.pipemill.control.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Compares XSDs with released ones, without a node. */
public final class SchemaCheck {

  /** Who must not be broken. */
  public enum Side {
    SENDERS,
    READERS,
    BOTH
  }

  /**
   * @param document {@code sales-order/v1}
   * @param field path; empty for the document itself
   * @param change what changed: {@code field-added}, {@code length} …
   * @param breaks nobody, senders, readers or both
   * @param incompatible whether it breaks who must not be broken
   */
  public record Change(
      String document,
      String field,
      String change,
      String breaks,
      boolean incompatible,
      String before,
      String after) {}

  public record Checked(boolean compatible, String side, List<Change> changes) {}

  /**
   * @param released folder of released XSDs
   * @param current folder of the XSDs of now
   * @throws RefusedException if nothing was released there
   */
  public Checked check(Path released, Path current, Side side) {
    List<Change> changes;
    try {
      changes =
          SchemaGate.compare(released, current).stream().map(one -> change(one, side)).toList();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(List.of(String.valueOf(e.getMessage())));
    }
    return new Checked(
        changes.stream().noneMatch(Change::incompatible),
        side.name().toLowerCase(Locale.ROOT),
        changes);
  }

  private static Change change(SchemaChange one, Side side) {
    boolean incompatible =
        switch (one.breaks()) {
          case NOBODY -> false;
          case BOTH -> true;
          case SENDERS -> side != Side.READERS;
          case READERS -> side != Side.SENDERS;
        };
    return new Change(
        one.document(),
        one.field(),
        one.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        one.breaks().name().toLowerCase(Locale.ROOT),
        incompatible,
        one.before(),
        one.after());
  }
}
