/** The application: the only place where everything meets. */
@NullMarked
package io.pipemill.app;

import org.jspecify.annotations.NullMarked;
