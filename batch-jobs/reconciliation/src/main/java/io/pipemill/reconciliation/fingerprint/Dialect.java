package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnKind;
import io.pipemill.canonical.fingerprint.ColumnRule;
import java.util.List;

/** What an engine has its own words for. */
interface Dialect {

  /** How it writes a column, given as an SQL expression, in its form. */
  ColumnPlan plan(TableColumn column, String expression);

  /** An identifier as a person wrote it, quoted where it was or has to be. */
  String identifier(String name, boolean quoted);

  /** SHA-256 of each form as 64 hexadecimal digits in capitals, one after the other. */
  String hashes(List<String> forms);

  /** Texts after each other. */
  String joined(List<String> texts);

  /** SHA-256 of a text as bytes, for keys. */
  String bytes(String text);

  /** The same as 64 hexadecimal digits in small letters. */
  String hex(String text);

  /** A literal as a value of a type. */
  default String cast(String literal, String type) {
    return "CAST(" + literal + " AS " + type + ")";
  }

  /** What stands behind a select list without a table. */
  default String fromNothing() {
    return "";
  }

  /** The rule for texts and binaries that a column's options ask for. */
  static ColumnRule rule(ColumnKind kind, ColumnOptions options, boolean padded) {
    ColumnRule rule = ColumnRule.of(kind);
    if (options.emptyIsNull()) {
      rule = rule.withEmptyIsNull();
    }
    if (options.trim() || padded) {
      rule = rule.withTrim();
    }
    if (options.asStored()) {
      rule = rule.asStored();
    }
    return options.foldDigits() ? rule.withFoldDigits() : rule;
  }
}
