/** dead-letters list, replay. */
@NullMarked
package io.pipemill.cli.deadletters;

import org.jspecify.annotations.NullMarked;
