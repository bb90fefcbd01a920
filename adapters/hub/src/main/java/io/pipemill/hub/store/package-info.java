/** The hub's own database: transactions, bulk writes, entities. */
@NullMarked
package io.pipemill.hub.store;

import org.jspecify.annotations.NullMarked;
