package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnKind;
import io.pipemill.canonical.fingerprint.ColumnRule;
import java.util.List;

/** SQL Server from version 2019 (collations of UTF-8). */
final class SqlServerDialect implements Dialect {
  private static final String UTF8 = " COLLATE Latin1_General_100_BIN2_UTF8";

  @Override
  public ColumnPlan plan(TableColumn column, String c) {
    return switch (column.type().name()) {
      case "tinyint", "smallint", "int", "bigint" ->
          exact(column, ColumnKind.NUMBER, c, "'D' + CAST(" + c + " AS varchar(20))");
      case "bit" -> exact(column, ColumnKind.NUMBER, c, "'D' + CAST(" + c + " AS varchar(1))");
      case "decimal", "numeric", "dec" ->
          exact(
              column, ColumnKind.NUMBER, c, "'D' + " + digits(c, column.type().argument(1, 0) > 0));
      case "money", "smallmoney" ->
          exact(
              column,
              ColumnKind.NUMBER,
              c,
              "'D' + " + digits("CAST(" + c + " AS decimal(19,4))", true));
      case "varchar", "nvarchar", "text", "ntext", "sysname" -> text(column, c, false);
      case "char", "nchar" -> text(column, c, true);
      case "date" ->
          exact(
              column,
              ColumnKind.LOCAL,
              c,
              "'L' + CONVERT(char(10), " + c + ", 23) + ' 00:00:00.000000'");
      case "datetime2", "smalldatetime" -> exact(column, ColumnKind.LOCAL, c, moment('L', c));
      case "datetime" ->
          exact(column, ColumnKind.LOCAL, c, moment('L', "CAST(" + c + " AS datetime2(3))"))
              .and(true, Remark.MILLISECONDS);
      case "datetimeoffset" ->
          exact(column, ColumnKind.INSTANT, c, moment('I', "SWITCHOFFSET(" + c + ", '+00:00')"));
      case "time" ->
          exact(
              column,
              ColumnKind.TIME,
              c,
              "'C' + LEFT(CONVERT(varchar(16), CAST(" + c + " AS time(7)), 121), 15)");
      case "binary", "varbinary", "image" -> binary(column, c);
      case "uniqueidentifier" ->
          exact(
              column,
              ColumnKind.UUID,
              c,
              "'U' + LOWER(REPLACE(CONVERT(char(36), " + c + "), '-', ''))");
      case "float", "real" -> rounded(column, c);
      case "rowversion", "timestamp" -> ColumnPlan.refused(column, Remark.ROW_VERSION);
      case "xml", "json", "sql_variant", "geography", "geometry", "hierarchyid" ->
          ColumnPlan.refused(column, Remark.NO_CANONICAL_TEXT);
      default -> ColumnPlan.refused(column, Remark.UNKNOWN_TYPE);
    };
  }

  private static ColumnPlan exact(TableColumn column, ColumnKind kind, String c, String form) {
    return ColumnPlan.of(column, ColumnRule.of(kind), orNull(c + " IS NULL", form));
  }

  private static String orNull(String test, String form) {
    return "CASE WHEN " + test + " THEN 'N' ELSE " + form + " END";
  }

  /**
   * A decimal is written with all places of its type. Its zeros at the end are trimmed as blanks,
   * and then its point, since RTRIM took only blanks before version 2022.
   */
  private static String digits(String c, boolean fraction) {
    String written = "CAST(" + c + " AS varchar(41))";
    return fraction ? trimmed(trimmed(written, '0'), '.') : written;
  }

  private static String trimmed(String text, char end) {
    return "REPLACE(RTRIM(REPLACE(" + text + ", '" + end + "', ' ')), ' ', '" + end + "')";
  }

  private static ColumnPlan text(TableColumn column, String c, boolean padded) {
    ColumnRule rule = Dialect.rule(ColumnKind.TEXT, column.options(), padded);
    String text = "CAST(" + c + " AS nvarchar(max))" + UTF8;
    if (rule.foldDigits()) {
      text = "TRANSLATE(" + text + ", " + FullWidth.characters() + ", N'0123456789')" + UTF8;
    }
    text = "CAST(" + text + " AS varchar(max))";
    if (rule.trim()) {
      text = "RTRIM(" + text + ")";
    }
    String length = "DATALENGTH(" + text + ")";
    String isNull = c + " IS NULL";
    return ColumnPlan.of(
            column,
            rule,
            orNull(
                // '=' would take blanks for nothing
                rule.emptyIsNull() ? isNull + " OR " + length + " = 0" : isNull,
                "'T' + CAST(" + length + " AS varchar(12)) + ':' + " + text),
            Remark.UTF8_COLLATION)
        .and(rule.nfc(), Remark.NOT_NORMALIZED);
  }

  private static String moment(char tag, String c) {
    return "'" + tag + "' + LEFT(CONVERT(varchar(27), CAST(" + c + " AS datetime2(7)), 121), 26)";
  }

  private static ColumnPlan binary(TableColumn column, String c) {
    ColumnRule rule = Dialect.rule(ColumnKind.BINARY, column.options(), false);
    String length = "DATALENGTH(" + c + ")";
    String isNull = c + " IS NULL";
    return ColumnPlan.of(
        column,
        rule,
        orNull(
            rule.emptyIsNull() ? isNull + " OR " + length + " = 0" : isNull,
            "'X' + CAST("
                + length
                + " AS varchar(12)) + ':' + CONVERT(varchar(max), CAST("
                + c
                + " AS varbinary(max)), 2)"));
  }

  private static ColumnPlan rounded(TableColumn column, String c) {
    int places = column.options().round();
    if (places < 0) {
      return ColumnPlan.refused(column, Remark.FLOATING_POINT);
    }
    return ColumnPlan.of(
        column,
        ColumnRule.rounded(places),
        orNull(
            c + " IS NULL",
            "'D' + " + digits("CAST(" + c + " AS decimal(38," + places + "))", places > 0)),
        Remark.ROUNDED);
  }

  @Override
  public String identifier(String name, boolean quoted) {
    return "[" + name.replace("]", "]]") + "]";
  }

  @Override
  public String hashes(List<String> forms) {
    return joined(forms.stream().map(form -> "CONVERT(char(64), " + bytes(form) + ", 2)").toList());
  }

  @Override
  public String joined(List<String> texts) {
    return String.join("\n    + ", texts);
  }

  @Override
  public String bytes(String text) {
    return "HASHBYTES('SHA2_256', " + text + ")";
  }

  @Override
  public String hex(String text) {
    return "LOWER(CONVERT(char(64), " + bytes(text) + ", 2))";
  }
}
