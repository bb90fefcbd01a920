/**
 * The fingerprint of a row that is the same on every engine: SHA-256 of each column in one
 * canonical form, then of the column hashes. What the form is, {@code fingerprint-vectors.csv} and
 * the README of this module say; the expressions for databases are in batch-jobs/reconciliation.
 */
@NullMarked
package io.pipemill.canonical.fingerprint;

import org.jspecify.annotations.NullMarked;
