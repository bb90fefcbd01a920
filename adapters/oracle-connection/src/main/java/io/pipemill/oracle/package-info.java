/** Connections to databases: pools, the meaning of errors, and the fate of a commit. */
@NullMarked
package io.pipemill.oracle;

import org.jspecify.annotations.NullMarked;
