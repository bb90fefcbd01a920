package io.pipemill.hub.remap;

/** How the result of mapping a stored record again stands to the result that was stored. */
public enum Verdict {
  /** Good then and now, with the same content. */
  UNCHANGED,
  /** Good then and now, with other content. */
  CHANGED,
  /** Good or left out then, refused now. */
  NEWLY_REJECTED,
  /** Refused or left out then, good now. */
  NEWLY_ACCEPTED,
  /** Good or refused then, left out by the mapping's filter now. */
  NEWLY_FILTERED,
  /** Refused then and now. */
  STILL_REJECTED,
  /** Left out then and now. */
  STILL_FILTERED,
  /** The record lacks a column that the mapping reads: only the source could tell. */
  INCOMPLETE,
  /** The payload was deleted, its retention being over: nothing can be said. */
  PURGED,
  /**
   * No mapping made it: a deletion, a record that could not be read, a second reading of the same
   * version, a master made from an order.
   */
  NOT_MAPPED
}
