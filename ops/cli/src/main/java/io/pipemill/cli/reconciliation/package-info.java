/** {@code pipemill reconcile}. */
@NullMarked
package io.pipemill.cli.reconciliation;

import org.jspecify.annotations.NullMarked;
