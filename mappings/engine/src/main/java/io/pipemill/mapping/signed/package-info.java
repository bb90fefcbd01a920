/** The version of a system's mappings that somebody signed, kept in the system's folder. */
@NullMarked
package io.pipemill.mapping.signed;

import org.jspecify.annotations.NullMarked;
