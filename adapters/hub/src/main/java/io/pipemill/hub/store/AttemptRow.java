package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One target transaction. */
@Entity(name = "Attempt")
@Table(name = "attempt")
public class AttemptRow {
  @Id public UUID id = new UUID(0, 0);
  public long outboxId;
  public String target = "";
  public String node = "";
  public String state = "";
  public Long[] deliveryIds = new Long[0];
  public @Nullable String requestId;
  public boolean answered;
  public Instant startedAt = Instant.EPOCH;
  public @Nullable Instant endedAt;
  public @Nullable String errorCode;
  public @Nullable String errorMessage;
}
