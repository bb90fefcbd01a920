/**
 * The rules of the house as ArchUnit rules; run once over all product modules by this module's own
 * tests.
 */
@NullMarked
package io.pipemill.buildrules;

import org.jspecify.annotations.NullMarked;
