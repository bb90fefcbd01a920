/** Documents over HTTP. */
@NullMarked
package io.pipemill.console.documents;

import org.jspecify.annotations.NullMarked;
