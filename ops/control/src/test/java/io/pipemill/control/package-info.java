/** Use cases over a whole hub. */
@NullMarked
package io.pipemill.control;

import org.jspecify.annotations.NullMarked;
