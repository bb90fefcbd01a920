/** documents find, show, timeline. */
@NullMarked
package io.pipemill.cli.documents;

import org.jspecify.annotations.NullMarked;
