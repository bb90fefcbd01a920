package io.pipemill.adapter;

import io.pipemill.canonical.DocumentName;
import java.util.List;
import java.util.Map;

/**
 * What the hub asks a transport to read.
 *
 * @param system system id
 * @param settings the transport's section of system.yaml ({@code jdbc: {…}})
 * @param document the document type the records will become
 * @param source the {@code source:} section of the mapping file
 * @param shape columns the mapping uses: plain names for the record, and by group for the lines;
 *     the adapter adds what it needs itself (keys, joins, changedBy)
 */
public record SourceRequest(
    String system, Settings settings, DocumentName document, Settings source, Columns shape) {

  /** Columns of a record and of the groups below it. */
  public record Columns(List<String> columns, Map<String, Columns> groups) {}
}
