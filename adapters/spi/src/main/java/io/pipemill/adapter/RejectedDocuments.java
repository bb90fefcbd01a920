package io.pipemill.adapter;

import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.Map;

/**
 * A delivery in which certain documents are wrong in their content; nothing was written. The others
 * may be sent again at once.
 */
public final class RejectedDocuments extends AdapterException {
  private static final long serialVersionUID = 1L;

  private final transient Map<Long, List<Violation>> rejections;

  /**
   * @param rejections what is wrong, by {@link OutboundDocument#deliveryId}; not empty
   */
  public RejectedDocuments(String code, Map<Long, List<Violation>> rejections) {
    super(
        code,
        ErrorKind.REJECTED_CONTENT,
        rejections.size() + " documents of the delivery are wrong in their content");
    this.rejections = Map.copyOf(rejections);
  }

  @Override
  public Map<Long, List<Violation>> rejections() {
    return rejections;
  }
}
