/** Lists and reprocesses exactly the documents that the mapping in force would make otherwise. */
@NullMarked
package io.pipemill.control.affected;

import org.jspecify.annotations.NullMarked;
