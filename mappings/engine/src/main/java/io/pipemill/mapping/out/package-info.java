/** Compiled outbound mappings: canonical documents into records. */
@NullMarked
package io.pipemill.mapping.out;

import org.jspecify.annotations.NullMarked;
