/** The JDBC transport: documents from and into tables of a database. */
@NullMarked
package io.pipemill.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
