/** Liveness, readiness and Prometheus metrics. */
@NullMarked
package io.pipemill.console.health;

import org.jspecify.annotations.NullMarked;
