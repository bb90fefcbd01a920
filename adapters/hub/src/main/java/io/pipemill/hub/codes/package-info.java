/** Codes that lists do not have: counted, confirmed by people, in force at once. */
@NullMarked
package io.pipemill.hub.codes;

import org.jspecify.annotations.NullMarked;
