package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnKind;
import io.pipemill.canonical.fingerprint.ColumnRule;
import java.util.List;

/** PostgreSQL from version 13 ({@code trim_scale}, {@code normalize}). */
final class PostgresDialect implements Dialect {
  private static final String MOMENT = "YYYY-MM-DD HH24:MI:SS.US";

  @Override
  public ColumnPlan plan(TableColumn column, String c) {
    return switch (column.type().name()) {
      case "smallint", "integer", "bigint", "int", "int2", "int4", "int8" ->
          exact(column, ColumnKind.NUMBER, "'D' || " + c + "::text");
      case "numeric", "decimal" ->
          exact(column, ColumnKind.NUMBER, "'D' || trim_scale(" + c + ")::text");
      case "boolean", "bool" -> exact(column, ColumnKind.NUMBER, "'D' || " + c + "::int::text");
      case "text", "varchar", "character varying", "name", "enum" -> text(column, c, false);
      case "char", "character", "bpchar", "nchar" -> text(column, c, true);
      // by itself a date would go to midnight of the session's zone, which some days do not have
      case "date" -> exact(column, ColumnKind.LOCAL, moment('L', c, c + "::timestamp"));
      case "timestamp", "timestamp without time zone" ->
          exact(column, ColumnKind.LOCAL, moment('L', c, c));
      case "timestamptz", "timestamp with time zone" ->
          exact(column, ColumnKind.INSTANT, moment('I', c, "(" + c + " AT TIME ZONE 'UTC')"));
      case "time", "time without time zone" ->
          exact(column, ColumnKind.TIME, "'C' || to_char(" + c + ", 'HH24:MI:SS.US')");
      case "bytea" -> binary(column, c);
      case "uuid" -> exact(column, ColumnKind.UUID, "'U' || replace(" + c + "::text, '-', '')");
      case "real", "double precision", "float4", "float8", "float" -> rounded(column, c);
      case "money" -> ColumnPlan.refused(column, Remark.SERVER_LANGUAGE);
      case "json", "jsonb", "xml", "interval", "timetz", "time with time zone", "point", "inet" ->
          ColumnPlan.refused(column, Remark.NO_CANONICAL_TEXT);
      default ->
          ColumnPlan.refused(
              column,
              column.type().name().endsWith("[]") ? Remark.NO_CANONICAL_TEXT : Remark.UNKNOWN_TYPE);
    };
  }

  private static ColumnPlan exact(TableColumn column, ColumnKind kind, String form) {
    return ColumnPlan.of(column, ColumnRule.of(kind), orNull(form));
  }

  private static String orNull(String form) {
    return "coalesce(" + form + ", 'N')";
  }

  private static ColumnPlan text(TableColumn column, String c, boolean padded) {
    ColumnOptions options = column.options();
    ColumnRule rule = Dialect.rule(ColumnKind.TEXT, options, padded);
    String text = c + "::text";
    if (rule.nfc()) {
      // a text of one-byte characters is ASCII, and that is normal: normalizing is slow
      text =
          "CASE WHEN octet_length("
              + text
              + ") = length("
              + text
              + ") THEN "
              + text
              + " ELSE normalize("
              + text
              + ", NFC) END";
    }
    if (rule.foldDigits()) {
      text = "translate(" + text + ", U&'" + FullWidth.escaped("\\") + "', '0123456789')";
    }
    if (rule.trim()) {
      text = "rtrim(" + text + ", ' ')";
    }
    if (rule.emptyIsNull()) {
      text = "nullif(" + text + ", '')";
    }
    String bytes = rule.nfc() ? text : "convert_to(" + text + ", 'UTF8')";
    return ColumnPlan.of(
            column, rule, orNull("'T' || octet_length(" + bytes + ") || ':' || " + parens(text)))
        .and(rule.nfc(), Remark.UTF8_DATABASE);
  }

  private static String parens(String text) {
    return text.startsWith("CASE") ? "(" + text + ")" : text;
  }

  /** Infinity has no digits, and a year before Christ is written by its number alone. */
  private static String moment(char tag, String c, String moment) {
    return "CASE WHEN isfinite("
        + c
        + ") THEN '"
        + tag
        + "' || to_char("
        + moment
        + ", '"
        + MOMENT
        + "') || CASE WHEN "
        + moment
        + " < DATE '0001-01-01' THEN ' BC' ELSE '' END ELSE '"
        + tag
        + "' || "
        + c
        + "::text END";
  }

  private static ColumnPlan binary(TableColumn column, String c) {
    ColumnRule rule = Dialect.rule(ColumnKind.BINARY, column.options(), false);
    String value = rule.emptyIsNull() ? "nullif(" + c + ", ''::bytea)" : c;
    return ColumnPlan.of(
        column,
        rule,
        orNull("'X' || octet_length(" + value + ") || ':' || upper(encode(" + value + ", 'hex'))"));
  }

  private static ColumnPlan rounded(TableColumn column, String c) {
    int places = column.options().round();
    if (places < 0) {
      return ColumnPlan.refused(column, Remark.FLOATING_POINT);
    }
    return ColumnPlan.of(
        column,
        ColumnRule.rounded(places),
        orNull("'D' || trim_scale(round(" + c + "::numeric, " + places + "))::text"),
        Remark.ROUNDED);
  }

  @Override
  public String identifier(String name, boolean quoted) {
    return quoted ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
  }

  @Override
  public String hashes(List<String> forms) {
    // one call for all of them
    return "upper(encode(" + joined(forms.stream().map(this::bytes).toList()) + "\n    , 'hex'))";
  }

  @Override
  public String joined(List<String> texts) {
    return String.join("\n    || ", texts);
  }

  @Override
  public String bytes(String text) {
    return "sha256(convert_to(" + text + ", 'UTF8'))";
  }

  @Override
  public String hex(String text) {
    return "encode(" + bytes(text) + ", 'hex')";
  }
}
