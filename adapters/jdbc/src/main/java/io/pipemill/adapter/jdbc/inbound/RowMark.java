package io.pipemill.adapter.jdbc.inbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a row: where it stands in the order of change, and what tells it from another
 * version.
 *
 * @param changed value of changedBy
 * @param keys key values as text
 * @param mark changes with every update of the row even if changedBy does not (PostgreSQL: xmin);
 *     null where the database has nothing such
 */
record RowMark(Object changed, List<String> keys, @Nullable String mark) {

  /** 64 bits over key, changedBy and mark. */
  long hash() {
    long hash = 0x9e3779b97f4a7c15L;
    if (changed instanceof Instant moment) {
      // the commonest by far, and its text costs more than all the rest
      hash = LongSet.mix(LongSet.mix(hash ^ moment.getEpochSecond()) ^ moment.getNano());
    } else {
      hash = mixed(hash, changed.toString());
    }
    for (String key : keys) {
      hash = mixed(hash, key);
    }
    return mixed(hash, mark == null ? "" : mark);
  }

  private static long mixed(long hash, String text) {
    long mixed = hash ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x9fb21c651e98df25L;
      mixed ^= mixed >>> 32;
    }
    return LongSet.mix(mixed);
  }
}
