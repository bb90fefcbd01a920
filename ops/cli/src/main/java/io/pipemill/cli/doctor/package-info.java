/** doctor: every component's health question. */
@NullMarked
package io.pipemill.cli.doctor;

import org.jspecify.annotations.NullMarked;
