/** Golden pairs: records with the canonical documents they must become. */
@NullMarked
package io.pipemill.mapping.golden;

import org.jspecify.annotations.NullMarked;
