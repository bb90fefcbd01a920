package io.pipemill.hub.crosswalk;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about two codes.
 *
 * @param document customer or item
 * @param systemA the one that comes first by name
 * @param state accepted or refused
 * @param score of the proposal it was; null for a pair a person named, as is the reason
 */
public record CrosswalkPair(
    String document,
    String systemA,
    String codeA,
    String systemB,
    String codeB,
    String state,
    @Nullable BigDecimal score,
    @Nullable String reason,
    String note,
    String by,
    Instant at) {
  public static final String ACCEPTED = "accepted";
  public static final String REFUSED = "refused";

  public CrosswalkPair {
    if (systemA.compareTo(systemB) > 0) {
      String system = systemA;
      String code = codeA;
      systemA = systemB;
      codeA = codeB;
      systemB = system;
      codeB = code;
    }
  }

  public boolean accepted() {
    return state.equals(ACCEPTED);
  }

  /** Whether it is about the same two codes. */
  public boolean about(CrosswalkPair other) {
    return document.equals(other.document)
        && systemA.equals(other.systemA)
        && codeA.equals(other.codeA)
        && systemB.equals(other.systemB)
        && codeB.equals(other.codeB);
  }
}
