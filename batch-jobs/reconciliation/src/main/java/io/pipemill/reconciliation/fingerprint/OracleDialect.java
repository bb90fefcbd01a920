package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnKind;
import io.pipemill.canonical.fingerprint.ColumnRule;
import java.util.List;

/**
 * Oracle from version 12.1 ({@code STANDARD_HASH}), with a database character set of UTF-8: the
 * hash takes the bytes as the database has them.
 */
final class OracleDialect implements Dialect {
  private static final int TEXT_LIMIT = 3_990;
  private static final int NUMBER_WIDTH = 63;
  private static final String SECONDS = "YYYY-MM-DD HH24:MI:SS";

  @Override
  public ColumnPlan plan(TableColumn column, String c) {
    return switch (column.type().name()) {
      case "number", "numeric", "decimal", "dec" -> number(column, c);
      case "integer", "int", "smallint" -> exact(column, ColumnKind.NUMBER, c, digits(c));
      case "float", "real" ->
          exact(column, ColumnKind.NUMBER, c, digits(c)).and(true, Remark.LONG_NUMBERS);
      case "boolean" ->
          ColumnPlan.of(
              column,
              ColumnRule.of(ColumnKind.NUMBER),
              "CASE WHEN " + c + " IS NULL THEN 'N' WHEN " + c + " = TRUE THEN 'D1' ELSE 'D0' END");
      case "varchar2", "varchar" -> text(column, c, c, false);
      case "char", "character" -> text(column, c, c, true);
      case "nvarchar2" -> text(column, c, "TO_CHAR(" + c + ")", false);
      case "nchar" -> text(column, c, "TO_CHAR(" + c + ")", true);
      case "date" ->
          exact(
              column,
              ColumnKind.LOCAL,
              c,
              "'L' || TO_CHAR(" + c + ", '" + SECONDS + "') || '.000000'" + era(c));
      case "timestamp", "timestamp without time zone" ->
          exact(column, ColumnKind.LOCAL, c, moment('L', c));
      case "timestamp with time zone" ->
          exact(column, ColumnKind.INSTANT, c, moment('I', "SYS_EXTRACT_UTC(" + c + ")"));
      case "timestamp with local time zone" ->
          exact(
              column,
              ColumnKind.INSTANT,
              c,
              moment('I', "SYS_EXTRACT_UTC(CAST(" + c + " AS TIMESTAMP(9) WITH TIME ZONE))"));
      case "raw" -> raw(column, c);
      case "binary_float", "binary_double" -> rounded(column, c);
      case "clob", "nclob", "blob", "bfile", "long", "long raw" ->
          ColumnPlan.refused(column, Remark.LARGE_OBJECT);
      case "xmltype", "json", "rowid", "urowid" ->
          ColumnPlan.refused(column, Remark.NO_CANONICAL_TEXT);
      default ->
          ColumnPlan.refused(
              column,
              column.type().name().startsWith("interval")
                  ? Remark.NO_CANONICAL_TEXT
                  : Remark.UNKNOWN_TYPE);
    };
  }

  private static ColumnPlan exact(TableColumn column, ColumnKind kind, String c, String form) {
    return ColumnPlan.of(column, ColumnRule.of(kind), orNull(c, form));
  }

  private static String orNull(String tested, String form) {
    return "CASE WHEN " + tested + " IS NULL THEN 'N' ELSE " + form + " END";
  }

  private static ColumnPlan number(TableColumn column, String c) {
    int precision = column.type().argument(0, 0);
    int scale = column.type().argument(1, 0);
    // sign, digits, point and a zero in front of it
    int width = Math.max(precision - Math.min(scale, 0), scale) + 3;
    return exact(column, ColumnKind.NUMBER, c, digits(c))
        .and(column.type().arguments().isEmpty() || width > NUMBER_WIDTH, Remark.LONG_NUMBERS);
  }

  /** TM9 writes a number without zeros at the end, but .5 for a half. */
  private static String digits(String c) {
    return "'D' || LTRIM(REPLACE(REPLACE(' ' || TO_CHAR("
        + c
        + ", 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,'''), ' -.', ' -0.'), ' .', ' 0.'))";
  }

  private static ColumnPlan text(TableColumn column, String c, String characters, boolean padded) {
    ColumnRule rule = Dialect.rule(ColumnKind.TEXT, column.options(), padded);
    String text = characters;
    if (rule.nfc()) {
      text =
          "CASE WHEN LENGTHB("
              + text
              + ") = LENGTH("
              + text
              + ") THEN "
              + text
              + " ELSE TO_CHAR(COMPOSE(DECOMPOSE("
              + text
              + ", 'CANONICAL'))) END";
    }
    if (rule.foldDigits()) {
      text =
          "TRANSLATE("
              + text
              + ", TO_CHAR(UNISTR('"
              + FullWidth.escaped("\\")
              + "')), '0123456789')";
    }
    if (rule.trim()) {
      text = "RTRIM(" + text + ", ' ')";
    }
    String piece = text.startsWith("CASE") ? "(" + text + ")" : text;
    String form = "'T' || NVL(LENGTHB(" + text + "), 0) || ':' || " + piece;
    // Oracle has no empty text, but blanks that are trimmed leave one
    String tested = rule.emptyIsNull() && rule.trim() ? "RTRIM(" + characters + ", ' ')" : c;
    int length = column.type().argument(0, 1);
    return ColumnPlan.of(column, rule, orNull(tested, form), Remark.UTF8_DATABASE)
        .and(length * 4 > TEXT_LIMIT, Remark.LIMIT_OF_TEXT)
        .and(!rule.emptyIsNull(), Remark.EMPTY_IS_NULL);
  }

  private static String moment(char tag, String c) {
    return "'" + tag + "' || TO_CHAR(" + c + ", '" + SECONDS + ".FF6')" + era(c);
  }

  private static String era(String c) {
    return " || CASE WHEN " + c + " < DATE '0001-01-01' THEN ' BC' END";
  }

  private static ColumnPlan raw(TableColumn column, String c) {
    if (column.options().uuid()) {
      return column.type().argument(0, 16) == 16
          ? exact(column, ColumnKind.UUID, c, "'U' || LOWER(RAWTOHEX(" + c + "))")
          : ColumnPlan.refused(column, Remark.OPTION_DOES_NOT_FIT);
    }
    ColumnRule rule = Dialect.rule(ColumnKind.BINARY, column.options(), false);
    String hex = "RAWTOHEX(" + c + ")";
    return ColumnPlan.of(column, rule, orNull(c, "'X' || LENGTH(" + hex + ") / 2 || ':' || " + hex))
        .and(column.type().argument(0, 1) * 2 > TEXT_LIMIT, Remark.LIMIT_OF_TEXT)
        .and(!rule.emptyIsNull(), Remark.EMPTY_IS_NULL);
  }

  private static ColumnPlan rounded(TableColumn column, String c) {
    int places = column.options().round();
    if (places < 0) {
      return ColumnPlan.refused(column, Remark.FLOATING_POINT);
    }
    return ColumnPlan.of(
        column,
        ColumnRule.rounded(places),
        "CASE WHEN "
            + c
            + " IS NULL THEN 'N' WHEN "
            + c
            + " = BINARY_DOUBLE_NAN THEN 'DNaN' WHEN "
            + c
            + " = BINARY_DOUBLE_INFINITY THEN 'DInfinity' WHEN "
            + c
            + " = -BINARY_DOUBLE_INFINITY THEN 'D-Infinity' ELSE "
            + digits("ROUND(TO_NUMBER(" + c + "), " + places + ")")
            + " END",
        Remark.ROUNDED);
  }

  @Override
  public String identifier(String name, boolean quoted) {
    return quoted ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
  }

  @Override
  public String hashes(List<String> forms) {
    return joined(forms.stream().map(form -> "RAWTOHEX(" + bytes(form) + ")").toList());
  }

  @Override
  public String joined(List<String> texts) {
    return String.join("\n    || ", texts);
  }

  @Override
  public String bytes(String text) {
    return "STANDARD_HASH(" + text + ", 'SHA256')";
  }

  @Override
  public String hex(String text) {
    return "LOWER(RAWTOHEX(" + bytes(text) + "))";
  }

  /** HEXTORAW is of its type already. */
  @Override
  public String cast(String literal, String type) {
    return literal.startsWith("HEXTORAW") ? literal : Dialect.super.cast(literal, type);
  }

  @Override
  public String fromNothing() {
    return " FROM DUAL";
  }
}
