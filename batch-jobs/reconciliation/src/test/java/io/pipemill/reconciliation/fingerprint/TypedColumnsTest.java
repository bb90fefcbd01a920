package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that JDBC wrote into columns of real types: the database and Java agree on each. */
class TypedColumnsTest {
  private static final int ROWS = 3_000;

  @Test
  void rowsWrittenByJdbc_haveTheSameFingerprintInJavaAndInTheDatabase() throws Exception {
    TestingPostgres.Database database = TestingPostgres.shared().database("typed");
    database.execute(
        "create type colour as enum ('red', '红')",
        "create domain tonnes as numeric(14,3)",
        "create table typed (id bigint primary key, n12 numeric(12,3), n numeric, t tonnes,"
            + " i int, s smallint, b boolean, v varchar(80), c char(20), tx text, c1 colour, d date,"
            + " ts timestamp, ts3 timestamp(3), tz timestamptz, tm time, bin bytea, u uuid,"
            + " f double precision)");
    write(database);
    try (Connection left = database.open();
        Connection right = database.open()) {
      Comparison comparison =
          TableComparison.run(
              left,
              right,
              new TableComparison.Asked(
                  "typed",
                  "typed",
                  List.of("ID"),
                  List.of(),
                  ColumnOptions.NONE,
                  Map.of("f", ColumnOptions.of(List.of("round=4"))),
                  true));
      assertThat(comparison.rows()).isEqualTo(new Comparison.Sides(ROWS, ROWS));
      assertThat(comparison.matched()).isEqualTo(ROWS);
      assertThat(comparison.verified()).isEqualTo(2 * ROWS);
      assertThat(comparison.disagreements()).isZero();
      assertThat(comparison.columns()).hasSize(19);
      assertThat(comparison.closed()).isTrue();
    }
  }

  private static void write(TestingPostgres.Database database) throws SQLException {
    Random random = new Random(7);
    try (Connection connection = database.open();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into typed values (?,?,?,?,?,?,?,?,?,?,?::colour,?,?,?,?,?,?,?,?)")) {
      for (int id = 0; id < ROWS; id++) {
        Object[] row = row(id, random);
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, i > 0 && random.nextInt(12) == 0 ? null : row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Object[] row(int id, Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    LocalDateTime moment =
        LocalDateTime.of(
            1 + random.nextInt(9999),
            1 + random.nextInt(12),
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60),
            random.nextInt(1_000_000) * 1000);
    return new Object[] {
      (long) id,
      BigDecimal.valueOf(random.nextInt(), 3 + random.nextInt(3)),
      BigDecimal.valueOf(random.nextLong(), random.nextInt(18)),
      BigDecimal.valueOf(random.nextInt(), 3),
      random.nextInt(),
      (short) random.nextInt(),
      random.nextBoolean(),
      text(random),
      text(random).replace("\n", ""),
      text(random),
      random.nextBoolean() ? "red" : "红",
      LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000),
      moment,
      moment.plusNanos(0),
      OffsetDateTime.of(moment, ZoneOffset.ofHours(random.nextInt(20) - 10)),
      LocalTime.ofNanoOfDay(
          random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1_000_000) * 1000L),
      bytes,
      new UUID(random.nextLong(), random.nextLong()),
      random.nextGaussian() * 1000
    };
  }

  private static String text(Random random) {
    String[] parts = {
      "a", "B", "油", "e\u0301", "q\u0307\u0323", "１", " ", "", "\n", "\ud83d\udee2"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
