package io.pipemill.mapping.codes;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a code list that somebody has confirmed while the system runs: it lies over the list
 * of the folder until the folder has it too.
 *
 * @param list name of the list
 * @param source the system's code
 * @param canonical what it stands for
 * @param from first date of a document for which it counts; null for all
 * @param owner who answers for the entry; empty if nobody is named
 * @param by who confirmed it
 * @param at when, whole seconds
 * @param note why; empty if nothing was said
 */
public record ConfirmedCode(
    String list,
    String source,
    String canonical,
    @Nullable LocalDate from,
    String owner,
    String by,
    Instant at,
    String note) {

  /** For {@code explain}: who confirmed it and when. */
  public String told() {
    StringBuilder text = new StringBuilder("confirmed by ").append(by).append(" at ").append(at);
    if (from != null) {
      text.append(", from ").append(from);
    }
    if (!owner.isEmpty()) {
      text.append(", owner ").append(owner);
    }
    if (!note.isEmpty()) {
      text.append(": ").append(note);
    }
    return text.toString();
  }
}
