/** Compiled inbound mappings: records into canonical documents. */
@NullMarked
package io.pipemill.mapping.in;

import org.jspecify.annotations.NullMarked;
