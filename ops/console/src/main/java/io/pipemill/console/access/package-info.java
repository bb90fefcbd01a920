/** Who may come in: bearer tokens and log-ins. */
@NullMarked
package io.pipemill.console.access;

import org.jspecify.annotations.NullMarked;
