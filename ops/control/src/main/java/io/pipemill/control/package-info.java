/** What an operator can do, one package per use case; console and CLI both call it. */
@NullMarked
package io.pipemill.control;

import org.jspecify.annotations.NullMarked;
