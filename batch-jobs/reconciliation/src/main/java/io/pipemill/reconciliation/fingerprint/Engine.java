package io.pipemill.reconciliation.fingerprint;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The databases fingerprints can be computed in. */
public enum Engine {
  /** From version 13; its expressions are executed by our tests. */
  POSTGRESQL(true),
  /** From version 12.1; its expressions are parsed by our tests, not executed. */
  ORACLE(false),
  /** From version 2019; its expressions are parsed by our tests, not executed. */
  SQLSERVER(false);

  private final boolean proven;

  Engine(boolean proven) {
    this.proven = proven;
  }

  /** Whether our tests execute its expressions against the specification. */
  public boolean proven() {
    return proven;
  }

  /** As it is written in commands and in {@code fingerprint-vectors.csv}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine of a word, null if there is none. */
  public static @Nullable Engine of(String word) {
    return List.of(values()).stream()
        .filter(engine -> engine.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  Dialect dialect() {
    return switch (this) {
      case POSTGRESQL -> new PostgresDialect();
      case ORACLE -> new OracleDialect();
      case SQLSERVER -> new SqlServerDialect();
    };
  }
}
