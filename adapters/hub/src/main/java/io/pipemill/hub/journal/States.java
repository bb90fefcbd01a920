package io.pipemill.hub.journal;

import java.util.List;

/** The states of documents and deliveries, as stored and shown. */
public final class States {
  public static final String ROUTED = "routed";
  public static final String SENT = "sent";
  public static final String HELD = "held";
  public static final String IN_DOUBT = "in-doubt";
  public static final String DELIVERED = "delivered";
  public static final String REJECTED = "rejected";
  public static final String DEAD_LETTERED = "dead-lettered";
  public static final String FILTERED = "filtered";
  public static final String SUPERSEDED = "superseded";

  /** Of several deliveries of one document the worst decides; first is worst. */
  public static final List<String> WORST_FIRST =
      List.of(
          REJECTED, DEAD_LETTERED, IN_DOUBT, HELD, ROUTED, SENT, SUPERSEDED, DELIVERED, FILTERED);

  /** The worse of two states of deliveries of one document. */
  public static String worse(String one, String other) {
    return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
  }

  private States() {}
}
