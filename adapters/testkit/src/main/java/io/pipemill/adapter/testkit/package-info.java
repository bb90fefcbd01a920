/** Contract tests, real servers and faults for testing adapters. */
@NullMarked
package io.pipemill.adapter.testkit;

import org.jspecify.annotations.NullMarked;
