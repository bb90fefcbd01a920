/** System folders: finding, reading and scaffolding them. */
@NullMarked
package io.pipemill.mapping.system;

import org.jspecify.annotations.NullMarked;
