package io.pipemill.canonical.fingerprint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the specification: a value, how each engine holds it, and what must come out.
 *
 * @param id its name
 * @param rule of the column; null for a row
 * @param options of the rule, as written
 * @param value the value in Java's notation with {@code \\uXXXX}, null for NULL; of a row the ids
 *     of its columns, {@code id*n} for n times the same
 * @param engines engine (postgresql, oracle, sqlserver) to type and literal; without those that
 *     cannot hold the value
 * @param form the canonical form, empty where it is too long to be written down
 * @param hash SHA-256 of the form, 64 lower-case hexadecimal digits
 * @param says why it is there
 */
public record FingerprintVector(
    String id,
    @Nullable ColumnRule rule,
    List<String> options,
    @Nullable String value,
    Map<String, Typed> engines,
    String form,
    String hash,
    String says) {

  /**
   * @param type the type of the column on its engine
   * @param literal the value as an SQL literal of that engine
   */
  public record Typed(String type, String literal) {}

  /** All of them, in the order of the file. */
  public static List<FingerprintVector> all() {
    return VectorFile.read();
  }

  /**
   * The rule that options ask for.
   *
   * @param options {@code empty-is-null}, {@code trim}, {@code as-stored}, {@code fold-digits},
   *     {@code round=n}
   * @throws IllegalArgumentException for an unknown one
   */
  static ColumnRule rule(ColumnKind kind, List<String> options) {
    ColumnRule rule = kind == ColumnKind.FLOAT ? ColumnRule.rounded(0) : ColumnRule.of(kind);
    for (String option : options) {
      rule =
          switch (option) {
            case "empty-is-null" -> rule.withEmptyIsNull();
            case "trim" -> rule.withTrim();
            case "as-stored" -> rule.asStored();
            case "fold-digits" -> rule.withFoldDigits();
            default -> {
              if (!option.toLowerCase(Locale.ROOT).startsWith("round=")) {
                throw new IllegalArgumentException("option of a vector: found '" + option + "'");
              }
              yield ColumnRule.rounded(Integer.parseInt(option.substring("round=".length())));
            }
          };
    }
    return rule;
  }
}
