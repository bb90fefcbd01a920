package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.fingerprint.ColumnKind;
import io.pipemill.canonical.fingerprint.ColumnRule;
import io.pipemill.canonical.fingerprint.RowFingerprint;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What went wrong in other tools, by their own public reports, and what comes out here. pgCompare
 * is CrunchyData/pgCompare, DVT is GoogleCloudPlatform/professional-services-data-validator.
 * pgCompare 103 could not be found in the public copies we could read; nothing is said about it.
 */
class PublishedFailuresTest {
  private static TestingPostgres.Database database;

  @BeforeAll
  static void open() {
    database = TestingPostgres.shared().database("published");
  }

  private static Comparison compare(String left, String right, String key) throws Exception {
    try (Connection l = database.open();
        Connection r = database.open()) {
      return TableComparison.run(
          l,
          r,
          new TableComparison.Asked(
              left, right, List.of(key), List.of(), ColumnOptions.NONE, Map.of(), true));
    }
  }

  private static String expression(Engine engine, String column) {
    return new FingerprintSql(engine).plan(ColumnList.parse(column).columns()).get(0).form();
  }

  /**
   * DVT 1629: columns were concatenated without their borders, so that ("12", "3") and ("1", "23")
   * were taken for the same row.
   */
  @Test
  void dvt1629_columnsThatRunTogether_areDifferent() throws Exception {
    database.execute(
        "create table l1629 (id int, a varchar(5), b varchar(5))",
        "create table r1629 (id int, a varchar(5), b varchar(5))",
        "insert into l1629 values (1, '12', '3'), (2, '', 'x')",
        "insert into r1629 values (1, '1', '23'), (2, 'x', '')");
    Comparison comparison = compare("l1629", "r1629", "id");
    assertThat(comparison.different()).isEqualTo(2);
    assertThat(comparison.breaks()).allMatch(one -> one.columns().equals(List.of("a", "b")));
  }

  /**
   * DVT 1629, second part: chunks of a table were cut by the order of the key, which EBCDIC and
   * ASCII have otherwise. Here the order is that of a hash.
   */
  @Test
  void dvt1629_orderOfKeys_doesNotDependOnTheCollation() throws Exception {
    database.execute(
        "create table l1629b (k varchar(9) collate \"C\", v int)",
        "create table r1629b (k varchar(9) collate \"unicode\", v int)",
        "insert into l1629b select k, ascii(k) from unnest(array['a','A','1','_','b','B','油','é']) k",
        "insert into r1629b select * from l1629b order by k desc");
    assertThat(compare("l1629b", "r1629b", "k").matched()).isEqualTo(8);
  }

  /** DVT 1201: Oracle writes .71 where PostgreSQL writes 0.71; only numbers below 1 differed. */
  @Test
  void dvt1201_numbersBelowOne_areTheSame() {
    RowFingerprint row = new RowFingerprint(List.of(ColumnRule.of(ColumnKind.NUMBER)));
    for (String number : List.of("0.71", ".71", "0.7100", "71E-2")) {
      assertThat(row.form(0, new BigDecimal(number))).isEqualTo("D0.71");
    }
    assertThat(row.form(0, new BigDecimal("-.71"))).isEqualTo("D-0.71");
    assertThat(
            database.value(
                "select "
                    + expression(Engine.POSTGRESQL, "x:numeric")
                    + " from (select 0.7100 as x) v"))
        .isEqualTo("D0.71");
    assertThat(expression(Engine.ORACLE, "X:NUMBER(10,4)"))
        .contains("' -.', ' -0.'", "' .', ' 0.'");
  }

  /**
   * pgCompare 97 and 100: rows were lost between reading and comparing when a table had more rows
   * than a batch and loader threads shared its array; equal tables came out with missing rows, each
   * run others. Here one pass merges both sides, and its arithmetic must close.
   */
  @Test
  void pgCompare97And100_moreRowsThanABatch_noneIsLost() throws Exception {
    database.execute(
        "create table l100 (id bigint primary key, v numeric(12,3), t text)",
        "insert into l100 select i, i / 7.0, 'row ' || i from generate_series(1, 40001) i",
        "create table r100 as select * from l100 order by md5(id::text)",
        "create table s100 as select * from l100 where id % 4000 <> 17",
        "update s100 set v = v + 0.001 where id % 5000 = 3");
    for (int run = 0; run < 3; run++) {
      Comparison same = compare("l100", "r100", "id");
      assertThat(same.matched()).isEqualTo(40_001);
      assertThat(same.closed() && same.equal()).isTrue();
      Comparison other = compare("l100", "s100", "id");
      assertThat(other.missing()).isEqualTo(new Comparison.Sides(0, 10));
      assertThat(other.different()).isEqualTo(8);
      assertThat(other.matched()).isEqualTo(40_001 - 10 - 8);
      assertThat(other.closed()).isTrue();
      assertThat(other.breaks()).hasSize(18);
    }
  }

  /** pgCompare 102: FORMAT without a culture wrote a decimal comma in other sessions. */
  @Test
  void pgCompare102_decimalPoint_doesNotFollowTheSession() {
    assertThat(expression(Engine.SQLSERVER, "x:decimal(12,3)")).doesNotContain("FORMAT");
    assertThat(expression(Engine.ORACLE, "x:NUMBER(12,3)"))
        .contains("NLS_NUMERIC_CHARACTERS=''.,''");
    assertThat(
            new FingerprintSql(Engine.POSTGRESQL)
                .plan(ColumnList.parse("x:money").columns())
                .get(0)
                .remarks())
        .containsExactly(Remark.SERVER_LANGUAGE);
  }

  /** pgCompare 101: a function of one engine fell into the statement of another. */
  @Test
  void pgCompare101_eachEngine_hasItsOwnWordsOnly() {
    assertThat(SqlReferee.calls(expression(Engine.SQLSERVER, "x:varbinary(16)")))
        .containsExactlyInAnyOrder("DATALENGTH", "CAST", "CONVERT", "varchar", "varbinary");
    assertThat(SqlReferee.calls(expression(Engine.ORACLE, "x:RAW(16)")))
        .containsExactlyInAnyOrder("LENGTH", "RAWTOHEX");
  }

  /** DVT 1411: one engine trimmed a line break at the end, the other blanks only. */
  @Test
  void dvt1411_lineBreakAtTheEnd_counts() throws Exception {
    database.execute(
        "create table l1411 (id int, a varchar(9), c char(9))",
        "create table r1411 (id int, a varchar(9), c char(9))",
        "insert into l1411 values (1, E'x\\n', E'x'), (2, 'x', 'x')",
        "insert into r1411 values (1, E'x\\n', E'x    '), (2, E'x\\n', 'x')");
    Comparison comparison = compare("l1411", "r1411", "id");
    assertThat(comparison.matched()).isEqualTo(1);
    assertThat(comparison.breaks())
        .extracting(Comparison.Break::columns)
        .containsExactly(List.of("a"));
  }

  /**
   * DVT 1716: NULL of a UUID became four dashes on one side; DVT 1717: NULL became an empty text.
   */
  @Test
  void dvt1716And1717_nullStaysNull() {
    assertThat(expression(Engine.ORACLE, "x:RAW(16)[uuid]"))
        .startsWith("CASE WHEN x IS NULL THEN 'N'");
    assertThat(
            database.value(
                "select "
                    + expression(Engine.POSTGRESQL, "x:char(5)")
                    + " from (select null::char(5) as x) v"))
        .isEqualTo("N");
    assertThat(
            database.value(
                "select "
                    + expression(Engine.POSTGRESQL, "x:uuid")
                    + " from (select null::uuid as x) v"))
        .isEqualTo("N");
  }

  /** DVT 1202: CONCAT of SQL Server takes no single column. */
  @Test
  void dvt1202_oneColumn_isEnough() throws Exception {
    String sql =
        new FingerprintSql(Engine.SQLSERVER)
            .select(
                "T",
                List.of(),
                new FingerprintSql(Engine.SQLSERVER).plan(ColumnList.parse("A:int").columns()));
    SqlReferee.judge(Engine.SQLSERVER, sql);
    assertThat(sql).doesNotContain("CONCAT");
  }
}
