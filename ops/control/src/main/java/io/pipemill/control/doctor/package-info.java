/** Every component's health question. */
@NullMarked
package io.pipemill.control.doctor;

import org.jspecify.annotations.NullMarked;
