/** Writing tables: one transaction per attempt. */
@NullMarked
package io.pipemill.adapter.jdbc.outbound;

import org.jspecify.annotations.NullMarked;
