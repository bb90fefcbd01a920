/**
 * A stand-in for Oracle E-Business Suite R12 on PostgreSQL: its interface tables, base tables and
 * the documented behaviour of its imports. For the demo and for tests; never for production.
 */
@NullMarked
package io.pipemill.adapter.ebs.simulator;

import org.jspecify.annotations.NullMarked;
