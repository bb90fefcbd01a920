package io.pipemill.adapter;

/** What kind of failure it is; the kind alone decides what the hub does next. */
public enum ErrorKind {
  /** The content is wrong and will never pass as it is: store for a person. */
  REJECTED_CONTENT,
  /** The configuration is wrong: stop this route, tell the operator. */
  CONFIGURATION,
  /** It may pass later (network, lock, target down): retry with back-off. */
  TRANSIENT,
  /** The target said no in its own words: keep them verbatim, store for a person. */
  TARGET_REFUSED,
  /** No room or quota at the target: hold the target and alarm, do not reject. */
  SPACE,
  /** A defect of ours. */
  BUG
}
