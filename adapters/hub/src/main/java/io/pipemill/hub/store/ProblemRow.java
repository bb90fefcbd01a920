package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing wrong with a document. */
@Entity(name = "Problem")
@Table(name = "problem")
@IdClass(ProblemRow.Key.class)
public class ProblemRow {
  @Id public UUID documentId = new UUID(0, 0);
  @Id public int revision;
  @Id public int seq;
  public String code = "";
  public String kind = "";
  public @Nullable String field;
  public @Nullable String value;
  public @Nullable String expected;
  public @Nullable String place;
  public String message = "";
  public @Nullable String codeList;

  /** Primary key. */
  public record Key(UUID documentId, int revision, int seq) implements Serializable {}
}
