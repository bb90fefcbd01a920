/** The demo: a node with embedded parts and sample systems. */
@NullMarked
package io.pipemill.app.demo;

import org.jspecify.annotations.NullMarked;
