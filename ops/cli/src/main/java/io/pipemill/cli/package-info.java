/** The command line: one package per command, all in the same shape. */
@NullMarked
package io.pipemill.cli;

import org.jspecify.annotations.NullMarked;
