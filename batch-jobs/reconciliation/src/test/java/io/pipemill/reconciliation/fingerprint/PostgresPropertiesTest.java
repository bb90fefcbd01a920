package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.fingerprint.RowFingerprint;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Java and PostgreSQL compute the same for random values of each type, a hundred a query. The
 * session is set to what usually breaks such expressions: a zone without some midnights, dates with
 * the day first.
 */
class PostgresPropertiesTest {
  private static final Connection CONNECTION = connection();

  private static Connection connection() {
    try {
      Connection connection = TestingPostgres.shared().database("properties").open();
      try (var statement = connection.createStatement()) {
        statement.execute("set timezone = 'America/Sao_Paulo'");
        statement.execute("set datestyle = 'ISO, DMY'");
        statement.execute("set bytea_output = 'escape'");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterContainer
  static void close() throws SQLException {
    CONNECTION.close();
  }

  /** Values as texts that PostgreSQL casts to the type; what it stored is read back by JDBC. */
  private static void agree(String type, List<@Nullable String> values, String... options) {
    ColumnType parsed = ColumnType.parse(type);
    TableColumn column = new TableColumn("x", false, parsed, ColumnOptions.of(List.of(options)));
    FingerprintSql sql = new FingerprintSql(Engine.POSTGRESQL);
    ColumnPlan plan = sql.plan(List.of(column)).get(0);
    RowFingerprint java = new RowFingerprint(List.of(Objects.requireNonNull(plan.rule())));
    try (PreparedStatement query =
        CONNECTION.prepareStatement(
            "SELECT x, "
                + sql.columnHash(plan)
                + ", "
                + plan.form()
                + " FROM (SELECT CAST(v AS "
                + type
                + ") AS x FROM unnest(?) AS u(v)) t")) {
      query.setArray(1, CONNECTION.createArrayOf("text", values.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        int count = 0;
        while (rows.next()) {
          Object value = JdbcValue.read(rows, 1, plan.rule().kind(), parsed);
          assertThat(java.form(0, value)).as("%s of %s", value, type).isEqualTo(rows.getString(3));
          assertThat(RowFingerprint.hex(java.column(0, value))).isEqualTo(rows.getString(2));
          count++;
        }
        assertThat(count).isEqualTo(values.size());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(type + ": " + e.getMessage(), e);
    }
  }

  @Provide
  Arbitrary<@Nullable String> numbers() {
    Arbitrary<String> decimals =
        Combinators.combine(
                Arbitraries.bigIntegers()
                    .between(
                        new java.math.BigInteger("-99999999999999999999999999999999999999"),
                        new java.math.BigInteger("99999999999999999999999999999999999999")),
                Arbitraries.integers().between(-20, 60),
                Arbitraries.integers().between(0, 9))
            .as(
                (digits, scale, zeros) ->
                    new BigDecimal(digits, scale)
                        .setScale(Math.max(scale, 0) + zeros)
                        .toPlainString());
    Arbitrary<String> short_ =
        Arbitraries.bigDecimals()
            .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
            .ofScale(4)
            .map(BigDecimal::toPlainString);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, decimals),
            net.jqwik.api.Tuple.of(4, short_),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.of("NaN", "Infinity", "-Infinity", "0", "-0.00", "1e2")))
        .injectNull(0.03);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void decimals(@ForAll @Size(100) List<@net.jqwik.api.From("numbers") String> values) {
    agree("numeric", values);
  }

  @Provide
  Arbitrary<@Nullable String> fitting() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-999999999.999"), new BigDecimal("999999999.999"))
        .ofScale(6)
        .map(BigDecimal::toPlainString)
        .injectNull(0.03);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void decimalsOfAType(@ForAll @Size(100) List<@net.jqwik.api.From("fitting") String> values) {
    agree("numeric(12,3)", values);
    agree("numeric(20,10)", values);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void integers(@ForAll @Size(100) List<Long> values) {
    agree("bigint", values.stream().map(String::valueOf).toList());
    agree("integer", values.stream().map(v -> String.valueOf(v.intValue())).toList());
    agree("smallint", values.stream().map(v -> String.valueOf(v.shortValue())).toList());
    agree("boolean", values.stream().map(v -> String.valueOf(v % 2 == 0)).toList());
  }

  /**
   * All characters PostgreSQL can hold; JDK 17 and the server differ on those newer than its
   * tables.
   */
  @Provide
  Arbitrary<@Nullable String> texts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(1, 0x10FFFF)
            .filter(p -> (p < 0xD800 || p > 0xDFFF) && Character.isDefined(p))
            .map(Character::toString)
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> marked =
        Arbitraries.strings()
            .withChars(
                "aeoqs AZ09\u0301\u0308\u0323\u0307\u1112\u1161\u11ab\u3131油气１９Ａ\u3000\u00a0\t\n\u0344\u212b\ufb01")
            .ofMaxLength(12);
    Arbitrary<String> ascii = Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(40);
    return Arbitraries.oneOf(any, marked, ascii, marked.map(text -> text + "  ")).injectNull(0.03);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void texts(@ForAll @Size(100) List<@net.jqwik.api.From("texts") String> values) {
    agree("text", values);
    agree("varchar(200)", values, "trim", "empty-is-null");
    agree("text", values, "as-stored");
    agree("text", values, "fold-digits", "trim");
    agree("char(60)", values);
    agree("character(60)", values, "empty-is-null", "fold-digits");
  }

  @Provide
  Arbitrary<@Nullable String> moments() {
    Arbitrary<String> moments =
        Combinators.combine(
                Arbitraries.integers().between(1, 9999),
                Arbitraries.integers().between(1, 12),
                Arbitraries.integers().between(1, 28),
                Arbitraries.integers().between(0, 86_399),
                Arbitraries.integers().between(0, 999_999),
                Arbitraries.of("", "", "", "", " BC"))
            .as(
                (year, month, day, second, micro, era) ->
                    String.format(
                        java.util.Locale.ROOT,
                        "%04d-%02d-%02d %02d:%02d:%02d.%06d%s",
                        era.isEmpty() ? year : 1 + year % 4700,
                        month,
                        day,
                        second / 3600,
                        second / 60 % 60,
                        second % 60,
                        micro,
                        era));
    // midnights that Sao Paulo did not have, and hours that New York did not have
    Arbitrary<String> traps =
        Arbitraries.of(
            "2018-11-04 00:00:00",
            "2017-10-15 00:00:00",
            "2026-03-08 02:30:00",
            "1582-10-10 00:00:00",
            "9999-12-31 23:59:59.999999",
            "12026-01-01 00:00:00",
            "infinity",
            "-infinity");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, moments), net.jqwik.api.Tuple.of(1, traps))
        .injectNull(0.03);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void moments(@ForAll @Size(100) List<@net.jqwik.api.From("moments") String> values) {
    agree("timestamp", values);
    agree("timestamp(3)", values);
    agree("date", values);
    agree("timestamptz", values);
    agree(
        "time",
        values.stream()
            .filter(v -> v != null && v.length() > 19 && !v.startsWith("12026"))
            .map(v -> v.substring(11, 26))
            .toList());
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void binaries(@ForAll @Size(100) List<byte[]> values) {
    List<String> texts =
        new ArrayList<>(values.stream().map(v -> "\\x" + HexFormat.of().formatHex(v)).toList());
    agree("bytea", texts);
    agree("bytea", texts, "empty-is-null");
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void uuids(@ForAll @Size(100) List<Long> values) {
    agree("uuid", values.stream().map(v -> new java.util.UUID(v, ~v * 31).toString()).toList());
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void roundedFloats(@ForAll @Size(100) List<Double> values) {
    List<String> texts = new ArrayList<>(values.stream().map(String::valueOf).toList());
    texts.addAll(List.of("NaN", "Infinity", "-Infinity", "-0.0", "0.1", "2.5", "0.125", "-0.125"));
    agree("double precision", texts, "round=2");
    agree("double precision", texts, "round=6");
    agree(
        "real",
        values.stream()
            .map(v -> String.valueOf((float) (v % 1e30)))
            .filter(v -> !v.contains("E-4"))
            .toList(),
        "round=3");
  }
}
