/**
 * Sample systems with data: legacy databases, partner files and the masters of the simulated ERP,
 * all made from a seed, with errors planted whose number is known.
 */
@NullMarked
package io.pipemill.demo;

import org.jspecify.annotations.NullMarked;
