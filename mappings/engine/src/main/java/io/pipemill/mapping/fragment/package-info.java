/** Fields that several mappings share, written once: fragments and their expansion. */
@NullMarked
package io.pipemill.mapping.fragment;

import org.jspecify.annotations.NullMarked;
