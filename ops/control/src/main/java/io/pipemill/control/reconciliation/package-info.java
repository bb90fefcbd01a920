/** What an operator asks about rows that should be the same. */
@NullMarked
package io.pipemill.control.reconciliation;

import org.jspecify.annotations.NullMarked;
