package io.pipemill.adapter;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document type from one external system. Used by one thread at a time. A failed read
 * throws {@link AdapterException}; it never looks like an empty one.
 */
public interface SourceAdapter extends AutoCloseable {

  /** Position before the first record. */
  String START = "";

  CheckResult check();

  /**
   * Columns the source has now, as {@code group.column} for groups below; empty if the source
   * cannot say (files).
   */
  List<String> columns();

  /**
   * Reads up to {@code limit} records behind a position. Nothing that committed late at the source
   * is skipped: see ARCHITECTURE, invariant 4.
   */
  SourceBatch read(String position, int limit);

  /**
   * Whether the next batch may be read while this one is still being stored: then {@link #read} can
   * run beside {@link #rejected} and {@link #stored} of the batch before, and what was read ahead
   * may be thrown away.
   */
  default boolean readsAhead() {
    return false;
  }

  /**
   * Tells which records of a batch were rejected, after they are stored and before {@link #stored};
   * a file source writes {@code <file>.reason.json}. Must be harmless when repeated.
   *
   * @param problems what is wrong, by arrival key
   */
  default void rejected(
      SourceBatch batch, java.util.Map<String, List<io.pipemill.canonical.Violation>> problems) {}

  /**
   * Called after the batch and its position are stored. Files move to {@code done} or {@code
   * rejected} here; it must be harmless when repeated after a crash.
   */
  default void stored(SourceBatch batch) {}

  /**
   * Compares all keys of the source with the keys the hub knows, and gives the rows that were
   * missed (back-dated) and those that are gone (deleted = true), in batches of at most {@code
   * limit}; empty when all are given or if the source cannot be swept.
   *
   * @param known for a list of arrival keys, their stored versions (null where never seen), same
   *     order
   * @param after the last key of the batch before; null to begin. A sweep of keys known to the hub
   *     but gone from the source is driven by {@code knownAfter}
   * @param knownAfter gives up to n keys the hub knows (not deleted) behind a key, in order of
   *     UTF-8 bytes
   */
  default Sweep sweep(
      @Nullable String after,
      int limit,
      Function<List<String>, List<@Nullable String>> known,
      KnownKeys knownAfter) {
    return new Sweep(List.of(), null);
  }

  /** Keys the hub has stored for this source, in byte order. */
  interface KnownKeys {
    List<String> after(@Nullable String key, int limit);
  }

  /**
   * A part of a sweep.
   *
   * @param arrivals missed or deleted records
   * @param after where to go on; null when finished
   */
  record Sweep(List<Arrival> arrivals, @Nullable String after) {}

  @Override
  void close();
}
