package io.pipemill.hub.remap;

import io.pipemill.canonical.Verb;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.States;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is stored.
 *
 * @param place of its payload
 * @param state of the document itself
 * @param fingerprint of its content; null if it was refused or left out
 * @param mappingVersion that made it; null if none did
 * @param subjectFingerprint of what its business object is now; null if that is nothing
 * @param newest whether its business object is what it says, and no later version
 */
public record StoredRow(
    UUID id,
    Journal.Place place,
    String sourceKey,
    @Nullable String businessKey,
    Verb verb,
    String state,
    @Nullable String reason,
    byte @Nullable [] fingerprint,
    @Nullable String mappingVersion,
    boolean purged,
    byte @Nullable [] subjectFingerprint,
    boolean newest) {

  /** Whether its content was good. */
  public boolean good() {
    return fingerprint != null;
  }

  /** Equal to the version before it when it was read, and so not sent. */
  public boolean repetition() {
    return state.equals(States.FILTERED) && "DUPLICATE".equals(reason);
  }

  /** Whether it says what its business object is now, so that it counts in sums. */
  public boolean counts() {
    return newest && !repetition() && !state.equals(States.SUPERSEDED);
  }

  boolean readByMapping() {
    // a reader's own problems are not the mapping's: it never saw such a record
    boolean refusedByReader =
        state.equals(States.REJECTED) && reason != null && reason.startsWith("FILE-");
    return mappingVersion != null && !refusedByReader && !(repetition() && fingerprint == null);
  }
}
