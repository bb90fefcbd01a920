/** The status page and its figures. */
@NullMarked
package io.pipemill.console.status;

import org.jspecify.annotations.NullMarked;
