/** demo: sample systems on a bare machine. */
@NullMarked
package io.pipemill.cli.demo;

import org.jspecify.annotations.NullMarked;
