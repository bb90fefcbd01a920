/** systems list, check, hold, release, new. */
@NullMarked
package io.pipemill.cli.systems;

import org.jspecify.annotations.NullMarked;
