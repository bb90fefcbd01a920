/** Names, types and values of a database's tables. */
@NullMarked
package io.pipemill.adapter.jdbc.internal;

import org.jspecify.annotations.NullMarked;
