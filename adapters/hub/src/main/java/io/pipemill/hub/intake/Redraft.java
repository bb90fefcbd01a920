package io.pipemill.hub.intake;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.timeline.StoredDocuments;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored document made anew for a replay.
 *
 * @param id the document
 * @param flow where it came in; null if that system is no longer configured
 * @param entry the document as it is now; null if it could not be made
 * @param impossible why it cannot be replayed; null if it can
 * @param leftOut why the mapping leaves it out; null if it does not
 * @param state of the stored document
 * @param delivered whether it was delivered before
 * @param unchanged whether its content is the stored one
 * @param revision revision of the stored document
 * @param remapped whether it went through the mapping again
 * @param masters customers and items it names that nobody knows and that are made from it
 */
public record Redraft(
    UUID id,
    @Nullable Flow flow,
    @Nullable DocumentEntry entry,
    @Nullable String impossible,
    @Nullable String leftOut,
    String state,
    boolean delivered,
    boolean unchanged,
    int revision,
    boolean remapped,
    List<Draft> masters) {

  static Redraft impossible(UUID id, String why) {
    return new Redraft(id, null, null, why, null, "", false, false, 0, false, List.of());
  }

  static Redraft leftOut(UUID id, Flow flow, String why, StoredDocuments.Row row) {
    return new Redraft(
        id,
        flow,
        null,
        null,
        why,
        row.state(),
        row.delivered(),
        false,
        row.revision(),
        true,
        List.of());
  }

  /** Whether anything of it may be at a target, so that it can only be followed by a version. */
  public boolean sent() {
    return state.equals(States.ROUTED);
  }

  /** Whether it takes a new version: its own is delivered, or that of the one it was equal to. */
  public boolean takesNext() {
    return delivered || state.equals(States.FILTERED);
  }

  /** Whether its content was right when it was mapped before. */
  public boolean wasGood() {
    return takesNext() || state.equals(States.HELD);
  }

  public DocumentEntry required() {
    return Objects.requireNonNull(entry, "entry");
  }

  public List<Violation> problems() {
    return entry == null ? List.of() : entry.problems();
  }

  /** The envelope under the version it is sent with. */
  public Envelope envelope(long version) {
    Envelope e = required().envelope();
    return new Envelope(
        e.documentId(),
        e.document(),
        e.businessKey(),
        version,
        e.verb(),
        e.system(),
        e.sourceReference(),
        e.correlationId(),
        e.eventTime(),
        e.mappingVersion(),
        e.causes());
  }

  public Object document() {
    return Objects.requireNonNull(required().document(), "document");
  }

  public byte[] fingerprint() {
    return Objects.requireNonNull(required().fingerprint(), "fingerprint");
  }
}
