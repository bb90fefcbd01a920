/** Tries a changed mapping over the stored source records of a period, before it is released. */
@NullMarked
package io.pipemill.control.trial;

import org.jspecify.annotations.NullMarked;
