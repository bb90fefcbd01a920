/** Records of external systems: named columns with groups of lines below them. */
@NullMarked
package io.pipemill.canonical.record;

import org.jspecify.annotations.NullMarked;
