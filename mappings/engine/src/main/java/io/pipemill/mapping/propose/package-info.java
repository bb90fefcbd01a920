/** What an unknown code probably means. */
@NullMarked
package io.pipemill.mapping.propose;

import org.jspecify.annotations.NullMarked;
