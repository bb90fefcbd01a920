package io.pipemill.mapping;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import java.util.List;
import java.util.Map;

/**
 * A compiled {@code <document>.out.yaml}: one canonical document type into records of one system.
 * Deterministic and thread-safe.
 */
public interface OutboundMapping {

  String system();

  DocumentType document();

  String version();

  /** The text of everything the version covers; empty if it is not kept. */
  default byte[] bundle() {
    return new byte[0];
  }

  /** Every place of the file that touches a canonical field. */
  List<FieldUse> uses();

  /** The {@code target:} section, for the transport. */
  Map<String, Object> target();

  /**
   * True if only documents that belong to this system are for it ({@code only: own}), e.g. answers
   * to its own orders.
   */
  boolean onlyOwn();

  /**
   * One record per document; problems (a code the target has no word for) come as violations beside
   * it.
   */
  Written write(Object document, Envelope envelope);

  /**
   * @param record what to write
   * @param problems empty if all is well
   */
  record Written(RecordTree record, List<io.pipemill.canonical.Violation> problems) {}
}
