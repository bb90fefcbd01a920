/**
 * Oracle E-Business Suite R12 as a target: open interface tables, concurrent requests, read-back.
 * {@link io.pipemill.adapter.ebs.OracleEbsAdapter} is the only public class.
 */
@NullMarked
package io.pipemill.adapter.ebs;

import org.jspecify.annotations.NullMarked;
