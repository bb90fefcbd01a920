/** Pure business rules and measures over canonical documents. */
@NullMarked
package io.pipemill.rules;

import org.jspecify.annotations.NullMarked;
