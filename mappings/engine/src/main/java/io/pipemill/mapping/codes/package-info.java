/** Code lists: tables between a system's codes and canonical ones. */
@NullMarked
package io.pipemill.mapping.codes;

import org.jspecify.annotations.NullMarked;
