package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Documents that passed intake together. */
@Entity(name = "Batch")
@Table(name = "batch")
public class BatchRow {
  @Id public long id;
  public int flowId;
  public String origin = "";
  public @Nullable String mappingVersion;
  public int documents;
  public Instant receivedAt = Instant.EPOCH;
  public Instant mappedAt = Instant.EPOCH;
  public Instant validatedAt = Instant.EPOCH;
  public Instant deduplicatedAt = Instant.EPOCH;
  public Instant routedAt = Instant.EPOCH;
}
