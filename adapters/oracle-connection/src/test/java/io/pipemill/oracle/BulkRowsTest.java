package io.pipemill.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BulkRowsTest {

  @Test
  void decimalsOfEverySize_arriveWithValueAndScale() throws SQLException {
    List<BigDecimal> sent = new ArrayList<>();
    for (String each :
        new String[] {
          "0",
          "0.00",
          "-0.0001",
          "1",
          "-1",
          "9999",
          "10000",
          "10001",
          "99990000",
          "0.0000001",
          "123456.789",
          "-4321.5000",
          "100000000",
          "999999999999999",
          "0.000000000000001",
          "1E+20",
          "1234567890123456789012.5",
          "-9223372036854775808"
        }) {
      sent.add(new BigDecimal(each));
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigInteger digits = new BigInteger(1 + random.nextInt(70), random);
      sent.add(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(20)));
    }
    try (Connection connection = TestingPostgres.shared().database("bulk_numbers").open()) {
      connection.createStatement().execute("create table amount (n integer, v numeric)");
      try (BulkRows rows = new BulkRows(connection, "amount", "n, v")) {
        for (int i = 0; i < sent.size(); i++) {
          rows.row().integer(i).numeric(sent.get(i));
        }
      }
      try (ResultSet row =
          connection.createStatement().executeQuery("select v::text from amount order by n")) {
        for (BigDecimal each : sent) {
          row.next();
          assertThat(row.getString(1)).isEqualTo(each.toPlainString());
        }
      }
    }
  }

  @Test
  void everyKindOfValue_arrivesAsItWas() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = TestingPostgres.shared().database("bulk_kinds").open();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table kind (t varchar(20), l bigint, u uuid, b bytea, i timestamptz, w timestamp(0), e text, n numeric)");
      try (BulkRows rows = new BulkRows(connection, "kind", "t, l, u, b, i, w, e, n")) {
        rows.row()
            .text("原油\t\\N\0")
            .number(Long.MIN_VALUE)
            .id(id)
            .bytes(new byte[] {0, -1})
            .instant(Instant.parse("1999-12-31T23:59:59.999999Z"))
            .localTime(LocalDateTime.parse("2026-03-29T02:30:00"))
            .text(null)
            .numeric(null);
      }
      try (ResultSet row = statement.executeQuery("select * from kind")) {
        assertThat(row.next()).isTrue();
        // PostgreSQL has no NUL in texts
        assertThat(row.getString(1)).isEqualTo("原油\t\\N\uFFFD");
        assertThat(row.getLong(2)).isEqualTo(Long.MIN_VALUE);
        assertThat(row.getObject(3)).isEqualTo(id);
        assertThat(row.getBytes(4)).containsExactly(0, -1);
        assertThat(row.getTimestamp(5).toInstant()).isEqualTo("1999-12-31T23:59:59.999999Z");
        assertThat(row.getObject(6, LocalDateTime.class)).isEqualTo("2026-03-29T02:30:00");
        assertThat(row.getString(7)).isNull();
        assertThat(row.getBigDecimal(8)).isNull();
        assertThat(row.next()).isFalse();
      }
    }
  }
}
