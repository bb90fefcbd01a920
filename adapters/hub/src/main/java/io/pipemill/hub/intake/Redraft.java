package io.pipemill.hub.intake;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.routing.Flow;
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
    boolean delivered,
    boolean unchanged,
    int revision,
    boolean remapped,
    List<Draft> masters) {

  static Redraft impossible(UUID id, String why) {
    return new Redraft(id, null, null, why, false, false, 0, false, List.of());
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
