package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.fingerprint.FingerprintVector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expressions of PostgreSQL, executed, against every vector of the specification. */
class PostgresVectorsTest {
  private static final TestingPostgres.Database DATABASE =
      TestingPostgres.shared().database("vectors");

  static Stream<Map.Entry<String, String>> vectors() {
    return new VectorScript(Engine.POSTGRESQL).selects().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vector_isComputedByPostgres(Map.Entry<String, String> vector) throws Exception {
    try (Connection connection = DATABASE.open();
        ResultSet row = connection.createStatement().executeQuery(vector.getValue())) {
      row.next();
      assertThat(row.getString("verdict")).as(vector.getKey()).isEqualTo("ok");
    }
  }

  @Test
  void script_isOneStatementThatNamesWhatDiffers() throws Exception {
    VectorScript script = new VectorScript(Engine.POSTGRESQL);
    assertThat(verdicts(script.statement()))
        .hasSizeGreaterThanOrEqualTo(110)
        .containsValue("ok")
        .doesNotContainValue("DIFFERENT");
    FingerprintVector one =
        FingerprintVector.all().stream().filter(v -> v.id().equals("number-071")).findAny().get();
    String broken = script.statement().replace("trim_scale(x1)", "x1");
    Map<String, String> verdicts = verdicts(broken);
    assertThat(verdicts).containsEntry(one.id(), "DIFFERENT").containsEntry("text-ab", "ok");
  }

  /** What cannot be held by PostgreSQL is left out, and nothing else. */
  @Test
  void script_leavesOutOnlyWhatTheEngineCannotHold() {
    long held =
        FingerprintVector.all().stream()
            .filter(v -> v.rule() == null || v.engines().containsKey("postgresql"))
            .count();
    assertThat(new VectorScript(Engine.POSTGRESQL).selects()).hasSize((int) held);
    assertThat(new VectorScript(Engine.ORACLE).selects())
        .doesNotContainKeys("text-empty", "number-nan", "time-last")
        .containsKeys("text-empty-is-null", "row-61");
    assertThat(new VectorScript(Engine.SQLSERVER).selects())
        .doesNotContainKeys("text-nfd", "date-bc")
        .containsKeys("text-nfd-as-stored", "row-61");
  }

  private static Map<String, String> verdicts(String statement) throws Exception {
    Map<String, String> verdicts = new TreeMap<>();
    try (Connection connection = DATABASE.open();
        ResultSet rows = connection.createStatement().executeQuery(statement)) {
      while (rows.next()) {
        verdicts.put(rows.getString("vector"), rows.getString("verdict"));
      }
    }
    return verdicts;
  }
}
