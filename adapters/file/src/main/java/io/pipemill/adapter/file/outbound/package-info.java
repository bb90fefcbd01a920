/** Writing files: whole or not at all. */
@NullMarked
package io.pipemill.adapter.file.outbound;

import org.jspecify.annotations.NullMarked;
