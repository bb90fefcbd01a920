/** Find documents by any key, show one, its timeline. */
@NullMarked
package io.pipemill.control.documents;

import org.jspecify.annotations.NullMarked;
