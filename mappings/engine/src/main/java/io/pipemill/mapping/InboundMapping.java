package io.pipemill.mapping;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import java.util.List;
import java.util.Map;

/**
 * A compiled {@code <document>.in.yaml}: records of one system into one canonical document type.
 * Deterministic and thread-safe.
 */
public interface InboundMapping {

  String system();

  DocumentType document();

  /** Content hash over the mapping file, the code lists and fragments it names; 16 hex digits. */
  String version();

  /**
   * The text of everything the version hash covers, to be kept in the store and compiled again by
   * {@link MappingCompiler}.
   */
  byte[] bundle();

  /**
   * By which date entries of code lists that have one count: a field of the document, {@code
   * eventTime}, both, or empty if the mapping knows no date, so that no such entry ever counts.
   */
  default String codesAsOf() {
    return "";
  }

  /** Every place of the file that touches a canonical field. */
  List<FieldUse> uses();

  /** Whether the file says that the system's outbound mapping of the document undoes it. */
  default boolean reversible() {
    return false;
  }

  /** The {@code source:} section, for the transport. */
  Map<String, Object> source();

  /** Columns used, for the transport. */
  Columns columns();

  /** Columns of a record and of the groups below it. */
  record Columns(List<String> columns, Map<String, Columns> groups) {}

  /**
   * Maps and validates a batch; look-ups are prefetched once for the whole batch. One result per
   * record, in order; a bad record never touches its neighbours.
   */
  List<Mapped> map(List<RecordTree> records, Lookups lookups);

  /**
   * Where the value at a path came from.
   *
   * @param path with indexes from 1: {@code lines[2].quantity}
   * @throws IllegalArgumentException if the path is not a field of the document, with a
   *     did-you-mean
   */
  Explanation explain(RecordTree record, String path, Lookups lookups);
}
