package io.pipemill.adapter;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it came from a source.
 *
 * @param key where the source keeps it: {@code RETAIL_ORDER/ORDER_NO=R-1001}, or {@code <file hash,
 *     16 hex>:<record number>}, so that the same bytes are the same key under any file name (the
 *     name stands in the record's place)
 * @param version the source's own version (the changedBy value and what tells two changes of one
 *     value apart, or the file hash); equal key and version is a re-read
 * @param changedAt when the source says it changed; null if it does not say
 * @param record the content; null if it could not be read at all (then {@code problems} says why)
 *     or was deleted
 * @param raw the bytes as received, where they came as a document of their own (XML); null where
 *     the record is all there is
 * @param problems what is already known to be wrong
 * @param reread true if read again inside an overlap: if key and version are known it is dropped
 *     and not counted
 * @param deleted true if a key sweep found it gone
 */
public record Arrival(
    String key,
    String version,
    @Nullable Instant changedAt,
    @Nullable RecordTree record,
    byte @Nullable [] raw,
    List<Violation> problems,
    boolean reread,
    boolean deleted) {

  public static Arrival of(
      String key, String version, @Nullable Instant changedAt, RecordTree record, boolean reread) {
    return new Arrival(key, version, changedAt, record, null, List.of(), reread, false);
  }
}
