/** Rejected and dead-lettered documents: list, show, edit, replay. */
@NullMarked
package io.pipemill.control.piles;

import org.jspecify.annotations.NullMarked;
