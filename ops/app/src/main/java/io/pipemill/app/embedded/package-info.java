/**
 * The parts a node brings along when nobody gives it others: a real PostgreSQL under the home
 * directory.
 */
@NullMarked
package io.pipemill.app.embedded;

import org.jspecify.annotations.NullMarked;
