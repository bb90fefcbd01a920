/** Talks to a running node over its JSON API. */
@NullMarked
package io.pipemill.cli.node;

import org.jspecify.annotations.NullMarked;
