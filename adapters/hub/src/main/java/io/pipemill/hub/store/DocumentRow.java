package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document of the journal. */
@Entity(name = "Document")
@Table(name = "document")
public class DocumentRow {
  @Id public UUID id = new UUID(0, 0);
  public int flowId;
  public long batchId;
  public int slot;
  public String sourceKey = "";
  public String sourceVersion = "";
  public @Nullable String businessKey;
  public long version;
  public String verb = "";
  public Instant eventTime = Instant.EPOCH;
  public UUID correlationId = new UUID(0, 0);
  public @Nullable UUID cause;
  public @Nullable String mappingVersion;
  public byte @Nullable [] fingerprint;
  public String state = "";
  public @Nullable String reason;
  public @Nullable BigDecimal worth;
  public @Nullable String worthCurrency;
  public @Nullable BigDecimal tonnes;
  public int revision;
  public @Nullable Long replayBatchId;
  public @Nullable Integer replaySlot;
  public @Nullable Instant purgedAt;

  /** The batch whose payload is the present one. */
  public long payloadBatch() {
    return replayBatchId == null ? batchId : replayBatchId;
  }

  public int payloadSlot() {
    return replaySlot == null ? slot : replaySlot;
  }
}
