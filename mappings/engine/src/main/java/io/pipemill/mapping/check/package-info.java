/** Findings of a mapping check, near words, and content that a mapping cannot take. */
@NullMarked
package io.pipemill.mapping.check;

import org.jspecify.annotations.NullMarked;
