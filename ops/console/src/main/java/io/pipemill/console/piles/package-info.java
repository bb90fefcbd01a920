/** Rejected and dead-lettered documents over HTTP. */
@NullMarked
package io.pipemill.console.piles;

import org.jspecify.annotations.NullMarked;
