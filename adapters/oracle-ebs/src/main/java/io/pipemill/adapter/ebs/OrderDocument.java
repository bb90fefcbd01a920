package io.pipemill.adapter.ebs;

import io.pipemill.adapter.OutboundDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its mapped record states it: rows of the interface tables without what only the ERP's
 * present state can tell (operation codes, line numbers).
 *
 * @param sequence CHANGE_SEQUENCE
 * @param cancel whether the whole order is to be cancelled
 */
record OrderDocument(
    OutboundDocument document,
    OrderKey key,
    String sequence,
    boolean cancel,
    @Nullable Object[] header,
    List<Line> lines,
    List<@Nullable Object[]> adjustments,
    List<@Nullable Object[]> actions) {

  /**
   * @param ref ORIG_SYS_LINE_REF
   */
  record Line(String ref, @Nullable Object[] row, List<@Nullable Object[]> adjustments) {}
}
