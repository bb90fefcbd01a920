package io.pipemill.control.affected;

import io.pipemill.control.piles.PilesControl;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents whose result the mapping in force would change.
 *
 * @param complete false if it was cancelled
 * @param replayed whether they were sent again
 * @param dryRun whether that was only tried
 * @param affected how many there are
 * @param outcomes of the replay, by outcome; empty without one
 * @param ok whether nothing more is to be done about any of them
 * @param mappings counts of each mapping
 * @param documents the first of them, as many as were asked for
 */
public record AffectedResult(
    boolean complete,
    boolean replayed,
    boolean dryRun,
    long affected,
    Map<String, Long> outcomes,
    boolean ok,
    List<Part> mappings,
    List<Item> documents) {

  /**
   * @param version in force
   * @param examined documents that another version had made
   * @param overtaken would be other, but a later record of the same business object counts
   * @param settled would be refused or left out now, were sent, and a person was told so before
   * @param purged payload deleted, its retention being over: nothing can be said
   * @param incomplete the record lacks a column the mapping reads now: the source must be read
   *     again
   */
  public record Part(
      String system,
      String document,
      String version,
      long examined,
      long changed,
      long newlyRejected,
      long newlyAccepted,
      long newlyFiltered,
      long overtaken,
      long settled,
      long purged,
      long incomplete) {}

  /**
   * @param verdict changed, newly-rejected, newly-accepted, newly-filtered
   * @param status of the document when it was found: delivered, rejected, held …
   * @param message what is wrong now, or why it is left out; empty if neither
   * @param replay what the replay did or would do; null without one
   */
  public record Item(
      UUID id,
      String system,
      String document,
      @Nullable String businessKey,
      String verdict,
      String status,
      String message,
      PilesControl.@Nullable Result replay) {}
}
