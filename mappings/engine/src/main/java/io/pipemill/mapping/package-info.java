/**
 * Mappings between the records of external systems and canonical documents: load, check, compile,
 * run, explain.
 */
@NullMarked
package io.pipemill.mapping;

import org.jspecify.annotations.NullMarked;
