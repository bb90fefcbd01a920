/** Fingerprints of rows as SQL of each engine, and tables compared by them. */
@NullMarked
package io.pipemill.reconciliation.fingerprint;

import org.jspecify.annotations.NullMarked;
