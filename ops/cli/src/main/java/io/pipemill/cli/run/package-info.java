/** run: a production node. */
@NullMarked
package io.pipemill.cli.run;

import org.jspecify.annotations.NullMarked;
