package io.pipemill.adapter.jdbc.internal;

import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it.
 *
 * @param name as stored
 * @param jdbcType a constant of {@link java.sql.Types}
 * @param typeName the database's own name of the type, usable in a cast
 * @param nullable whether it may be NULL
 * @param scale digits behind the point that a decimal column keeps; null where nothing bounds them
 * @param width characters that a text column takes; null where nothing bounds them
 */
public record Column(
    String name,
    int jdbcType,
    String typeName,
    boolean nullable,
    @Nullable Integer scale,
    @Nullable Integer width) {

  public String quoted() {
    return Quoting.quote(name);
  }

  /** Whether values are padded with blanks to their width. */
  public boolean padded() {
    return jdbcType == java.sql.Types.CHAR || jdbcType == java.sql.Types.NCHAR;
  }
}
