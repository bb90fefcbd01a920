/** Compatibility of canonical documents, their export, and what a change of one touches. */
@NullMarked
package io.pipemill.control.schemas;

import org.jspecify.annotations.NullMarked;
