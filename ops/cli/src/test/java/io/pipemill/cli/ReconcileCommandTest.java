package io.pipemill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code reconcile} on statements and on tables of a real PostgreSQL. */
class ReconcileCommandTest {
  private static final String COLUMNS =
      "ORDER_NO:varchar(20), QTY:numeric(12,3), STATE:char(2)[trim]";

  private final Locale before = Locale.getDefault();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return PipemillCommandLine.execute(
        null, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(out.toString());
  }

  @Test
  void statementForPostgres_runsAsItIsPrinted() {
    assertThat(
            run(
                "reconcile",
                "fingerprint",
                "--engine",
                "postgresql",
                "--columns",
                COLUMNS,
                "--table",
                "sales.orders",
                "--key",
                "ORDER_NO"))
        .isEqualTo(Exit.DONE);
    assertThat(err.toString()).contains("executed by our tests", "needs a database in UTF-8");
    TestingPostgres.Database database = TestingPostgres.shared().database("cli");
    database.execute(
        "create schema sales",
        "create table sales.orders (order_no varchar(20), qty numeric(12,3), state char(2))",
        "insert into sales.orders values ('A1', 0.710, 'x')");
    String fingerprint =
        database.value(
            "select fingerprint from (" + out.toString().strip().replace(";", "") + ") f");
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    database.execute("update sales.orders set qty = 0.711");
    assertThat(
            database.value(
                "select fingerprint from (" + out.toString().strip().replace(";", "") + ") f"))
        .isNotEqualTo(fingerprint);
  }

  @Test
  void otherEngines_areMarkedUnprovenWithTheWayToProveThem() {
    assertThat(
            run(
                "reconcile",
                "fingerprint",
                "--engine",
                "oracle",
                "--columns",
                "A:VARCHAR2(20),B:NUMBER,C:DATE",
                "--key",
                "A"))
        .isEqualTo(Exit.DONE);
    assertThat(out.toString()).startsWith("SELECT A, LOWER(RAWTOHEX(STANDARD_HASH('R3:'");
    assertThat(err.toString())
        .contains("UNPROVEN", "--engine oracle --vectors", "WEAKER", "AL32UTF8");
    assertThat(
            run(
                "reconcile",
                "fingerprint",
                "--engine",
                "sqlserver",
                "--columns",
                "A:nvarchar(20)",
                "--lang",
                "zh"))
        .isEqualTo(Exit.DONE);
    assertThat(err.toString()).contains("未经证实", "较弱", "SQL Server 不能规范化");
    assertThat(
            run(
                "reconcile",
                "fingerprint",
                "--engine",
                "sqlserver",
                "--columns",
                "A:nvarchar(20)",
                "--as-stored",
                "--json"))
        .isEqualTo(Exit.DONE);
    assertThat(json().get("proven").asBoolean()).isFalse();
    assertThat(json().get("columns").get(0).get("exactness").asString()).isEqualTo("exact");
    assertThat(json().get("statement").asString()).contains("HASHBYTES");
  }

  @Test
  void vectors_areOneStatement() {
    assertThat(run("reconcile", "fingerprint", "--engine", "postgresql", "--vectors"))
        .isEqualTo(Exit.DONE);
    String statement = out.toString().strip().replaceAll(";$", "");
    assertThat(
            TestingPostgres.shared()
                .database("cli")
                .value("select string_agg(distinct verdict, ' ') from (" + statement + ") v"))
        .isEqualTo("ok");
  }

  @Test
  void everyProblemOfTheColumns_isNamed() {
    assertThat(
            run(
                "reconcile",
                "fingerprint",
                "--engine",
                "postgresql",
                "--columns",
                "A:int[x],B,C:varchar(q),A:int",
                "--key",
                "Z"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains(
            "found rule 'x'",
            "found 'B', expected NAME:type",
            "found type 'varchar(q)'",
            "column A is named twice",
            "--key: there is no column Z");
    assertThat(
            run("reconcile", "fingerprint", "--engine", "db2", "--vectors", "--columns", "A:int"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains(
            "--engine: found 'db2', expected postgresql | oracle | sqlserver",
            "one of --columns and --vectors");
  }

  @Test
  void refusedColumn_isNamedWithItsReasonAndNoStatement() {
    assertThat(run("reconcile", "fingerprint", "--engine", "oracle", "--columns", "A:CLOB,B:DATE"))
        .isEqualTo(Exit.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("REFUSED", "hashes no LOB", "no statement");
  }

  @Test
  void tables_areComparedRowByRow() throws Exception {
    TestingPostgres.Database database = TestingPostgres.shared().database("cli");
    database.execute(
        "create table old (no varchar(9), line int, qty numeric(12,3), density real)",
        "create table new (no char(9), line bigint, qty numeric, density real)",
        "insert into old values ('A', 1, 0.710, 0.85), ('A', 2, 5, 0.85), ('B', 1, 1, 0.85), ('C', 1, 1, 0.9)",
        "insert into new values ('A', 1, 0.71, 0.85000001), ('A', 2, 5.001, 0.85), ('D', 1, 1, 0.8), ('C', 1, 1, 0.9)");
    Path password = Files.writeString(folder.resolve("pw"), database.password() + "\n");
    String[] common = {
      "reconcile",
      "tables",
      "--jdbc",
      database.url(),
      "--user",
      database.user(),
      "--password-from",
      "file:" + password,
      "--table",
      "old",
      "--with-table",
      "new",
      "--key",
      "no,line",
      "--verify"
    };
    assertThat(run(common)).isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains(
            "column density (left side): real: engines write floating point with different digits");
    assertThat(run(with(common, "--column", "density[round=4]"))).isEqualTo(Exit.ATTENTION);
    assertThat(out.toString())
        .contains(
            "no=A line=2",
            "different",
            "qty",
            "no=B line=1",
            "missing on the right",
            "missing on the left",
            "compared rounded",
            "8 fingerprints computed in Java as well, 0 differ");
    assertThat(run(with(common, "--column", "density[round=4]", "--json")))
        .isEqualTo(Exit.ATTENTION);
    assertThat(json().get("matched").asLong()).isEqualTo(2);
    assertThat(json().get("different").asLong()).isEqualTo(1);
    assertThat(json().get("missing").get("left").asLong()).isEqualTo(1);
    assertThat(json().get("missing").get("right").asLong()).isEqualTo(1);
    assertThat(json().get("closed").asBoolean()).isTrue();
    assertThat(json().get("breaks").get(0).get("key").get("line").asString()).isNotEmpty();
    assertThat(json().has("unreadable")).isFalse();
    database.execute("delete from old where no = 'B'", "delete from new where no = 'D'");
    assertThat(run(with(common, "--ignore", "qty,density"))).isEqualTo(Exit.DONE);
    assertThat(run(with(common, "--ignore", "qty,density", "--lang", "zh"))).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("另用 Java 计算了 6 个指纹，0 个不一致");
  }

  @Test
  void sideThatCannotBeRead_isNoEqualSide() {
    TestingPostgres.Database database = TestingPostgres.shared().database("cli");
    database.execute("create table t (a int)");
    assertThat(
            run(
                "reconcile",
                "tables",
                "--jdbc",
                database.url() + "?user=postgres&password=postgres",
                "--table",
                "t",
                "--with-jdbc",
                "jdbc:postgresql://127.0.0.1:1/x",
                "--key",
                "a"))
        .isEqualTo(Exit.FAILED);
    assertThat(err.toString()).contains("a side could not be read, so nothing is known: right");
    assertThat(out.toString()).isEmpty();
    assertThat(
            run(
                "reconcile",
                "tables",
                "--jdbc",
                database.url() + "?user=postgres&password=postgres",
                "--table",
                "nix",
                "--key",
                "a",
                "--password-from",
                "env:PIPEMILL_NO_SUCH_VARIABLE"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("--password-from: environment variable PIPEMILL_NO_SUCH_VARIABLE is not set");
  }

  private static String[] with(String[] common, String... more) {
    String[] all = java.util.Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }
}
