/** Health questions over HTTP. */
@NullMarked
package io.pipemill.console.doctor;

import org.jspecify.annotations.NullMarked;
