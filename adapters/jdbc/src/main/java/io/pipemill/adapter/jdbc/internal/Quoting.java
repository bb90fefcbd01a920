package io.pipemill.adapter.jdbc.internal;

/** Identifiers in SQL. */
public final class Quoting {
  private Quoting() {}

  /** An identifier as the standard quotes it, whatever it contains. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
