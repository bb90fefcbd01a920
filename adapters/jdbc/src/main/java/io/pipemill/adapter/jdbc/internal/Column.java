package io.pipemill.adapter.jdbc.internal;

/**
 * A column as the database has it.
 *
 * @param name as stored
 * @param jdbcType a constant of {@link java.sql.Types}
 * @param typeName the database's own name of the type, usable in a cast
 * @param nullable whether it may be NULL
 */
public record Column(String name, int jdbcType, String typeName, boolean nullable) {

  public String quoted() {
    return Quoting.quote(name);
  }

  /** Whether values are padded with blanks to their width. */
  public boolean padded() {
    return jdbcType == java.sql.Types.CHAR || jdbcType == java.sql.Types.NCHAR;
  }
}
