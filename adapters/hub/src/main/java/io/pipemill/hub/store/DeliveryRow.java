package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document at one target. */
@Entity(name = "Delivery")
@Table(name = "delivery")
public class DeliveryRow {
  @Id public long id;
  public UUID documentId = new UUID(0, 0);
  public String target = "";
  public long outboxId;
  public long orderKey;
  public String state = "";
  public @Nullable String reason;
  public @Nullable String targetReference;
  public @Nullable UUID attemptId;
  public @Nullable Instant endedAt;
}
