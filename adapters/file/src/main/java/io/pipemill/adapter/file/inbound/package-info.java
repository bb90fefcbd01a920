/** Reading files: settled, strict, bounded in memory. */
@NullMarked
package io.pipemill.adapter.file.inbound;

import org.jspecify.annotations.NullMarked;
