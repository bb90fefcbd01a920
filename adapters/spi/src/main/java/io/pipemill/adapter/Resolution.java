package io.pipemill.adapter;

import org.jspecify.annotations.Nullable;

/**
 * The truth about an attempt in doubt.
 *
 * @param verdict what became of it
 * @param requestId the request stored with a committed attempt, if any
 */
public record Resolution(Verdict verdict, @Nullable String requestId) {

  /**
   * Committed; certainly never (a tombstone stands now); or the orphan transaction still lives: ask
   * again.
   */
  public enum Verdict {
    COMMITTED,
    NEVER,
    ALIVE
  }
}
