/** Web screens and the JSON API, one package per screen; every one calls a use case of control. */
@NullMarked
package io.pipemill.console;

import org.jspecify.annotations.NullMarked;
