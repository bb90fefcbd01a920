package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions for Oracle and SQL Server: well-formed, which is all that is known without them. */
class ParsedExpressionsTest {
  private static final String ORACLE =
      "A:NUMBER(12,3), B:NUMBER, C:INTEGER, D:VARCHAR2(20 CHAR), E:CHAR(5)[empty-is-null],"
          + " F:NVARCHAR2(40)[fold-digits,trim], G:NCHAR(3)[as-stored], H:DATE, I:TIMESTAMP(9),"
          + " J:TIMESTAMP(6) WITH TIME ZONE, K:TIMESTAMP(6) WITH LOCAL TIME ZONE, L:RAW(16)[uuid],"
          + " M:RAW(200), N:BINARY_DOUBLE[round=3], O:FLOAT(63), P:BOOLEAN, \"Mixed Case\":NUMBER(*,2)";
  private static final String SQLSERVER =
      "A:decimal(12,3), B:decimal, C:int, D:varchar(20), E:char(5)[empty-is-null],"
          + " F:nvarchar(max)[fold-digits,trim], G:nchar(3)[as-stored], H:date, I:datetime2(7),"
          + " J:datetimeoffset(7), K:datetime, L:uniqueidentifier, M:varbinary(max)[empty-is-null],"
          + " N:float[round=3], O:real[round=0], P:bit, Q:money, R:smalldatetime, S:time(7),"
          + " T:image, U:ntext, \"Mixed Case\":numeric(5,0)";

  /** Expressions of the vectors that differ by more than their literals: parsing is slow. */
  static Stream<Map.Entry<Engine, String>> vectors() {
    return Stream.of(Engine.ORACLE, Engine.SQLSERVER)
        .flatMap(
            engine -> {
              Map<String, String> shapes = new LinkedHashMap<>();
              for (String select : new VectorScript(engine).selects().values()) {
                shapes.putIfAbsent(shape(select), select);
              }
              return shapes.values().stream().map(select -> Map.entry(engine, select));
            });
  }

  private static String shape(String select) {
    return select
        .substring(0, select.lastIndexOf("FROM (SELECT"))
        .replaceAll("SELECT '[^']*'", "SELECT")
        .replaceAll("'[0-9a-f]{64}'", "hash");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vector_isWellFormed(Map.Entry<Engine, String> vector) {
    assertThatCode(() -> SqlReferee.judge(vector.getKey(), vector.getValue()))
        .as(vector.getValue())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"ORACLE", "SQLSERVER"})
  void valueOfEachVector_isWellFormed(Engine engine) throws Exception {
    Collection<String> selects = new VectorScript(engine).selects().values();
    assertThat(selects).hasSizeGreaterThan(90);
    for (String select : selects) {
      String inner = select.substring(select.lastIndexOf("FROM (SELECT") + "FROM (".length());
      SqlReferee.judge(engine, inner.substring(0, inner.length() - ") v".length()));
    }
  }

  @Test
  void formsForOracle_areWellFormedByItsOwnGrammar() {
    for (String column : columns(Engine.ORACLE)) {
      String sql = "SELECT " + form(column) + " FROM T";
      assertThatCode(() -> SqlReferee.judgeByOraclesGrammar(sql))
          .as(sql)
          .doesNotThrowAnyException();
    }
    String broken = "SELECT " + form("A:DATE").replace(" END", "") + " FROM T";
    assertThatThrownBy(() -> SqlReferee.judgeByOraclesGrammar(broken))
        .isInstanceOf(Exception.class);
  }

  private static String form(String column) {
    return new FingerprintSql(Engine.ORACLE).plan(ColumnList.parse(column).columns()).get(0).form();
  }

  private static List<String> columns(Engine engine) {
    return List.of((engine == Engine.ORACLE ? ORACLE : SQLSERVER).split(", "));
  }

  private static String select(Engine engine, ColumnList list) {
    assertThat(list.problems()).isEmpty();
    FingerprintSql sql = new FingerprintSql(engine);
    List<ColumnPlan> plans = sql.plan(list.columns());
    assertThat(plans).allMatch(plan -> plan.exactness() != Exactness.REFUSED);
    return sql.select("SALES.ORDERS", List.of("K"), plans);
  }

  @ParameterizedTest
  @EnumSource(names = {"ORACLE", "SQLSERVER"})
  void everyType_hasAWellFormedExpression(Engine engine) {
    for (String column : columns(engine)) {
      String sql = select(engine, ColumnList.parse(column));
      assertThatCode(() -> SqlReferee.judge(engine, sql)).as(sql).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ORACLE", "SQLSERVER"})
  void manyColumns_areWellFormed(Engine engine) throws Exception {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      columns.add("C" + i + ":" + (engine == Engine.ORACLE ? "NUMBER(9)" : "int"));
    }
    String sql = select(engine, ColumnList.parse("A:date," + String.join(",", columns)));
    SqlReferee.judge(engine, sql);
    assertThat(sql).contains("'R131:'", "'G60:'", "'G11:'");
  }

  /** The referee would be worth nothing if it let anything through. */
  @ParameterizedTest
  @EnumSource(names = {"ORACLE", "SQLSERVER"})
  void brokenExpression_isRefused(Engine engine) {
    Map<String, String> breaks =
        Map.of(
            "STANDARD_HASH(", "STANDRD_HASH(",
            "HASHBYTES(", "HASHBYTE(",
            "CASE WHEN", "CASE WHEN WHEN",
            " END", " ",
            " IS NULL", " IS NIL",
            "LOWER(", "LOWERED(",
            ", 2)", " 2)",
            "RTRIM(", "RTRIM((");
    int broken = 0;
    for (String column : columns(engine)) {
      String sql = select(engine, ColumnList.parse(column));
      for (Map.Entry<String, String> one : breaks.entrySet()) {
        int last = sql.lastIndexOf(one.getKey());
        if (last >= 0) {
          String by =
              sql.substring(0, last) + one.getValue() + sql.substring(last + one.getKey().length());
          assertThatThrownBy(() -> SqlReferee.judge(engine, by))
              .as(by)
              .isInstanceOf(Exception.class);
          broken++;
        }
      }
    }
    assertThat(broken).isGreaterThan(60);
  }

  @Test
  void oneOrTheOther_isNotTheSame() {
    String oracle = select(Engine.ORACLE, ColumnList.parse("A:NUMBER(12,3)"));
    String sqlServer = select(Engine.SQLSERVER, ColumnList.parse("A:decimal(12,3)"));
    assertThatThrownBy(() -> SqlReferee.judge(Engine.ORACLE, sqlServer))
        .isInstanceOf(Exception.class);
    assertThatThrownBy(() -> SqlReferee.judge(Engine.SQLSERVER, oracle))
        .isInstanceOf(Exception.class);
  }

  @Test
  void statementsHoldNothingButAscii() {
    for (Engine engine : Engine.values()) {
      assertThat(new VectorScript(engine).statement()).matches("[\\x00-\\x7F]+");
    }
  }

  private static List<Remark> remarks(Engine engine, String type) {
    ColumnList list = ColumnList.parse("X:" + type);
    assertThat(list.problems()).as(type).isEmpty();
    return new FingerprintSql(engine).plan(list.columns()).get(0).remarks();
  }

  @Test
  void typeWithoutExactExpression_isDeclared() {
    Map<Engine, List<String>> refused =
        Map.of(
            Engine.POSTGRESQL,
            List.of(
                "real",
                "double precision",
                "json",
                "jsonb",
                "xml",
                "interval",
                "money",
                "timetz",
                "time(3) with time zone",
                "integer[]",
                "int4range",
                "hstore"),
            Engine.ORACLE,
            List.of(
                "CLOB",
                "NCLOB",
                "BLOB",
                "LONG",
                "LONG RAW",
                "BFILE",
                "BINARY_FLOAT",
                "BINARY_DOUBLE",
                "XMLTYPE",
                "JSON",
                "ROWID",
                "INTERVAL DAY(2) TO SECOND(6)",
                "RAW(20)[uuid]",
                "SDO_GEOMETRY"),
            Engine.SQLSERVER,
            List.of(
                "float",
                "real",
                "xml",
                "sql_variant",
                "rowversion",
                "timestamp",
                "geography",
                "hierarchyid",
                "something"));
    refused.forEach(
        (engine, types) ->
            types.forEach(
                type -> {
                  assertThat(remarks(engine, type)).as("%s %s", engine, type).hasSize(1);
                  assertThat(remarks(engine, type).get(0).exactness())
                      .as("%s %s", engine, type)
                      .isEqualTo(Exactness.REFUSED);
                }));
  }

  @Test
  void weakerExpression_isMarked() {
    assertThat(remarks(Engine.SQLSERVER, "nvarchar(20)")).contains(Remark.NOT_NORMALIZED);
    assertThat(remarks(Engine.SQLSERVER, "nvarchar(20)[as-stored]"))
        .containsExactly(Remark.UTF8_COLLATION);
    assertThat(remarks(Engine.ORACLE, "NUMBER")).containsExactly(Remark.LONG_NUMBERS);
    assertThat(remarks(Engine.ORACLE, "NUMBER(38,10)")).isEmpty();
    assertThat(remarks(Engine.ORACLE, "NUMBER(38,-30)")).containsExactly(Remark.LONG_NUMBERS);
    assertThat(remarks(Engine.ORACLE, "VARCHAR2(4000)"))
        .contains(Remark.LIMIT_OF_TEXT, Remark.EMPTY_IS_NULL, Remark.UTF8_DATABASE);
    assertThat(remarks(Engine.ORACLE, "VARCHAR2(40)[empty-is-null]"))
        .containsExactly(Remark.UTF8_DATABASE);
    assertThat(remarks(Engine.SQLSERVER, "datetime")).containsExactly(Remark.MILLISECONDS);
    for (Engine engine : Engine.values()) {
      String type = engine == Engine.ORACLE ? "BINARY_DOUBLE" : "real";
      assertThat(remarks(engine, type + "[round=2]")).containsExactly(Remark.ROUNDED);
    }
  }

  @Test
  void tooManyColumns_areRefused() {
    ColumnPlan plan =
        new FingerprintSql(Engine.ORACLE).plan(ColumnList.parse("A:DATE").columns()).get(0);
    assertThatThrownBy(
            () ->
                new FingerprintSql(Engine.ORACLE)
                    .select("T", List.of(), Collections.nCopies(3601, plan)))
        .hasMessageContaining("found 3601, expected 1 to 3600");
  }
}
