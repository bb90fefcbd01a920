/** Explanations over HTTP. */
@NullMarked
package io.pipemill.console.mappings;

import org.jspecify.annotations.NullMarked;
