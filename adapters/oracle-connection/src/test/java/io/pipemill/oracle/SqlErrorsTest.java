package io.pipemill.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.ErrorKind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "08006, TRANSIENT, UNKNOWN",
    "57P01, TRANSIENT, UNKNOWN",
    "40001, TRANSIENT, NOT_DONE",
    "40P01, TRANSIENT, NOT_DONE",
    "55P03, TRANSIENT, NOT_DONE",
    "22001, REJECTED_CONTENT, NOT_DONE",
    "23505, REJECTED_CONTENT, NOT_DONE",
    "23514, REJECTED_CONTENT, NOT_DONE",
    "P0001, TARGET_REFUSED, NOT_DONE",
    "53100, SPACE, UNKNOWN",
    "53300, SPACE, UNKNOWN",
    "28P01, CONFIGURATION, UNKNOWN",
    "42P01, CONFIGURATION, UNKNOWN",
    "42601, BUG, NOT_DONE",
    "99999, BUG, UNKNOWN",
  })
  void sqlState_hasItsKindAndItsMeaningInCommit(String state, ErrorKind kind, Outcome atCommit) {
    SQLException error = new SQLException("words", state);
    AdapterException before = SqlErrors.classify(error, Phase.EXECUTE);
    assertThat(before.kind()).isEqualTo(kind);
    assertThat(before.outcome()).isEqualTo(Outcome.NOT_DONE);
    AdapterException during = SqlErrors.classify(error, Phase.COMMIT);
    assertThat(during.outcome()).isEqualTo(atCommit);
    assertThat(during.kind()).isEqualTo(atCommit == Outcome.UNKNOWN ? ErrorKind.TRANSIENT : kind);
  }

  @ParameterizedTest
  @CsvSource({
    "3113, TRANSIENT, UNKNOWN",
    "17002, TRANSIENT, UNKNOWN",
    "17823, TRANSIENT, UNKNOWN",
    "12541, TRANSIENT, UNKNOWN",
    "25408, TRANSIENT, UNKNOWN",
    "60, TRANSIENT, NOT_DONE",
    "1, REJECTED_CONTENT, NOT_DONE",
    "12899, REJECTED_CONTENT, NOT_DONE",
    "1653, SPACE, UNKNOWN",
    "257, SPACE, UNKNOWN",
    "1017, CONFIGURATION, UNKNOWN",
    "942, CONFIGURATION, UNKNOWN",
    "933, BUG, NOT_DONE",
    "20001, TARGET_REFUSED, NOT_DONE",
  })
  void oracleNumber_hasItsKindAndItsMeaningInCommit(int number, ErrorKind kind, Outcome atCommit) {
    SQLException error = new SQLException("words", null, number);
    assertThat(SqlErrors.classify(error, Phase.CONNECT).kind()).isEqualTo(kind);
    assertThat(SqlErrors.classify(error, Phase.CONNECT).outcome()).isEqualTo(Outcome.NOT_DONE);
    assertThat(SqlErrors.classify(error, Phase.COMMIT).outcome()).isEqualTo(atCommit);
  }

  @Test
  void codeHiddenInTheChain_isFound() {
    BatchUpdateException batch = new BatchUpdateException("batch failed", new int[0]);
    batch.setNextException(new SQLException("too long", "22001"));
    assertThat(SqlErrors.classify(batch, Phase.EXECUTE).kind())
        .isEqualTo(ErrorKind.REJECTED_CONTENT);
    SQLException pool =
        new SQLTransientConnectionException(
            "no connection", new SQLException("wrong password", "28P01"));
    assertThat(SqlErrors.classify(pool, Phase.CONNECT).kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(
            SqlErrors.classify(new SQLTransientConnectionException("no connection"), Phase.CONNECT)
                .kind())
        .isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void message_namesSystemCodePhaseAndMeaning() {
    AdapterException failure =
        SqlErrors.classify(new SQLException("the words", "22001"), Phase.EXECUTE, "erp");
    assertThat(failure.code()).isEqualTo("SQL-024");
    assertThat(failure)
        .hasMessage(
            "erp: value does not fit its column (length, range, format) [22001 in EXECUTE]: the"
                + " words");
  }
}
