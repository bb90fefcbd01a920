package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to a document beyond its batch. */
@Entity(name = "Event")
@Table(name = "event")
@IdClass(EventRow.Key.class)
public class EventRow {
  @Id public UUID documentId = new UUID(0, 0);
  @Id public Instant at = Instant.EPOCH;
  @Id public String message = "";
  public String stage = "";
  public String actor = "";
  public @Nullable String code;
  public @Nullable Long deliveryId;

  /** The table has no key of its own: read only. */
  public record Key(UUID documentId, Instant at, String message) implements Serializable {}
}
