/** rejected list, show, edit, replay. */
@NullMarked
package io.pipemill.cli.rejected;

import org.jspecify.annotations.NullMarked;
