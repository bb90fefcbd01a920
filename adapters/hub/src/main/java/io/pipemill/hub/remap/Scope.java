package io.pipemill.hub.remap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a flow are mapped again.
 *
 * @param from read at or after; null without such a limit
 * @param to read before; null without
 * @param most documents looked at, the latest first
 * @param mappedByOthers only what another version of the mapping made, and what could be sent again
 *     because of it
 * @param contents whether the stored documents are wanted beside those that differ
 */
public record Scope(
    @Nullable Instant from,
    @Nullable Instant to,
    long most,
    boolean mappedByOthers,
    boolean contents) {

  /** Everything that was read in a period. */
  public static Scope period(@Nullable Instant from, @Nullable Instant to, long most) {
    return new Scope(from, to, most, false, true);
  }

  /** What other versions of the mapping made. */
  public static Scope others() {
    return new Scope(null, null, Long.MAX_VALUE, true, false);
  }
}
