/** mappings check, explain. */
@NullMarked
package io.pipemill.cli.mappings;

import org.jspecify.annotations.NullMarked;
