/** Reading tables: keyset, late-safe, swept. */
@NullMarked
package io.pipemill.adapter.jdbc.inbound;

import org.jspecify.annotations.NullMarked;
