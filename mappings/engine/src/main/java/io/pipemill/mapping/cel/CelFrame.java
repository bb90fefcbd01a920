package io.pipemill.mapping.cel;

import org.jspecify.annotations.Nullable;

/** What an expression runs over: subclasses add the record and the document. Used by one thread. */
public class CelFrame {
  /** Variables of macros such as {@code lines.map(l, …)}. */
  final @Nullable Object[] locals = new Object[CelExpression.MOST_LOCALS];
}
