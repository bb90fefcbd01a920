package io.pipemill.reconciliation.fingerprint;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sourceforge.pmd.lang.LanguageProcessor;
import net.sourceforge.pmd.lang.LanguageProcessorRegistry;
import net.sourceforge.pmd.lang.ast.Parser.ParserTask;
import net.sourceforge.pmd.lang.ast.SemanticErrorReporter;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.plsql.PLSQLLanguageModule;

/**
 * Judges statements for engines that are not here: a parser, Oracle's grammar, and a list of the
 * functions and types each engine has, since a parser takes any name for a function.
 */
final class SqlReferee {
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
  private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_][A-Za-z0-9_]*) ?\\(");
  private static final Set<String> ORACLE =
      Set.of(
          "STANDARD_HASH RAWTOHEX LOWER LTRIM RTRIM REPLACE TO_CHAR TRANSLATE UNISTR LENGTHB LENGTH NVL"
              .concat(" COMPOSE DECOMPOSE SYS_EXTRACT_UTC CAST ROUND TO_NUMBER HEXTORAW TO_DATE")
              .concat(" NUMBER VARCHAR2 CHAR NCHAR RAW TIMESTAMP FROM")
              .split(" "));
  private static final Set<String> SQLSERVER =
      Set.of(
          "HASHBYTES CONVERT CAST LOWER REPLACE RTRIM LEFT DATALENGTH TRANSLATE NCHAR SWITCHOFFSET"
              .concat(
                  " char varchar nvarchar varbinary decimal datetime2 time datetimeoffset nchar FROM")
              .split(" "));

  private SqlReferee() {}

  /**
   * @throws Exception if the statement is none
   */
  static void judge(Engine engine, String sql) throws Exception {
    boolean brackets = engine == Engine.SQLSERVER;
    CCJSqlParserUtil.parse(
        sql, parser -> parser.withSquareBracketQuotation(brackets).withAllowComplexParsing(false));
    Set<String> unknown = new TreeSet<>(calls(sql));
    unknown.removeAll(engine == Engine.ORACLE ? ORACLE : SQLSERVER);
    if (!unknown.isEmpty()) {
      throw new JSQLParserException(engine + " has no " + unknown);
    }
  }

  static Set<String> calls(String sql) {
    Matcher calls = CALL.matcher(TEXT.matcher(sql).replaceAll("''"));
    Set<String> names = new HashSet<>();
    while (calls.find()) {
      names.add(calls.group(1));
    }
    return names;
  }

  /**
   * Judges by Oracle's grammar; its time grows steeply with the depth of a statement.
   *
   * @throws Exception if the statement is none of Oracle's
   */
  static void judgeByOraclesGrammar(String sql) throws Exception {
    String block = "declare cursor c is " + sql + "; begin null; end;";
    PLSQLLanguageModule language = PLSQLLanguageModule.getInstance();
    try (LanguageProcessor processor = language.createProcessor(language.newPropertyBundle());
        TextDocument document = TextDocument.readOnlyString(block, language.getDefaultVersion())) {
      processor
          .services()
          .getParser()
          .parse(
              new ParserTask(
                  document,
                  SemanticErrorReporter.noop(),
                  LanguageProcessorRegistry.singleton(processor)));
    }
  }
}
