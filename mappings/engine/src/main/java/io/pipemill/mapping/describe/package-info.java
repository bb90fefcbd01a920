/** Mappings described for people: every field with its source and steps, without running them. */
@NullMarked
package io.pipemill.mapping.describe;

import org.jspecify.annotations.NullMarked;
