/** The contract between the hub and everything that touches an external system. */
@NullMarked
package io.pipemill.adapter;

import org.jspecify.annotations.NullMarked;
