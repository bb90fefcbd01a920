/** The envelope of a canonical document and what every part of the product knows about it. */
@NullMarked
package io.pipemill.canonical;

import org.jspecify.annotations.NullMarked;
