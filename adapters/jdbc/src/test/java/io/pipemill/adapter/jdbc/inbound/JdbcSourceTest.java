package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcSourceTest {
  private final SourceFixture fixture = new SourceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void ordersWithLines_comeInOrderOfChangeWithTheirValues() {
    fixture.insert("R-2", "R-1");
    List<Arrival> arrivals = fixture.drain(100);
    assertThat(SourceFixture.orders(arrivals)).containsExactly("R-2", "R-1");
    Arrival first = arrivals.get(0);
    assertThat(first.key()).isEqualTo("RETAIL_ORDER/ORDER_NO=R-2");
    assertThat(first.changedAt()).isNotNull();
    assertThat(first.reread()).isFalse();
    RecordTree record = first.record();
    assertThat(record.value("TOTAL_AMT")).isEqualTo(new BigDecimal("10.50"));
    assertThat(record.group("lines"))
        .extracting(line -> line.value("LINE_NO"), line -> line.value("NET_TON"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, new BigDecimal("1.5000")),
            org.assertj.core.groups.Tuple.tuple(2L, new BigDecimal("2.0000")));
  }

  @Test
  void batchesWithinEqualTimestamps_loseAndDoubleNothing() {
    fixture.database.execute(
        "insert into retail_order select 'R-' || lpad(i::text, 4, '0'), 'C', 1, '2026-03-01Z' from"
            + " generate_series(1, 1000) i");
    List<Arrival> arrivals = fixture.drain(7);
    assertThat(SourceFixture.orders(arrivals)).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void unchangedSource_givesNothingMoreAndKeepsItsPosition() {
    fixture.insert("R-1", "R-2");
    fixture.drain(10);
    fixture.drain(10);
    fixture.drain(10);
    String settled = fixture.position;
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.position).isEqualTo(settled);
  }

  @Test
  void rowChangedTwiceBetweenPolls_comesOnceInItsLastState() {
    fixture.insert("R-1");
    fixture.drain(10);
    fixture.database.execute(
        "update retail_order set total_amt = 2, updated_at = clock_timestamp()",
        "update retail_order set total_amt = 3, updated_at = clock_timestamp()");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).record().value("TOTAL_AMT")).isEqualTo(new BigDecimal("3.00"));
  }

  @Test
  void rowChangedAgainWithTheSameTimestamp_comesAgainAsAnotherVersion() {
    fixture.insert("R-1");
    Arrival before = fixture.drain(10).get(0);
    fixture.database.execute("update retail_order set total_amt = 7");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).changedAt()).isEqualTo(before.changedAt());
    assertThat(arrivals.get(0).version()).isNotEqualTo(before.version());
  }

  @Test
  void restart_resumesAndMarksTheOverlapAsReread() {
    fixture.insert("R-1", "R-2");
    List<Arrival> before = fixture.drain(10);
    fixture.restart();
    fixture.insert("R-3");
    List<Arrival> after = fixture.drain(10);
    assertThat(after).anyMatch(a -> a.key().endsWith("R-3") && !a.reread());
    assertThat(after.stream().filter(a -> !a.key().endsWith("R-3"))).allMatch(Arrival::reread);
    for (Arrival again : after) {
      before.stream()
          .filter(a -> a.key().equals(again.key()))
          .forEach(a -> assertThat(again.version()).isEqualTo(a.version()));
    }
  }

  @Test
  void batchTheHubCouldNotStore_isGivenAgain() {
    fixture.insert("R-1");
    fixture.drain(10);
    String stored = fixture.position;
    fixture.insert("R-2");
    fixture.database.execute("update retail_order set total_amt = 5 where order_no = 'R-1'");
    SourceBatch lost = fixture.adapter().read(stored, 10);
    assertThat(SourceFixture.orders(lost.arrivals())).containsExactly("R-1", "R-2");
    SourceBatch again = fixture.adapter().read(stored, 10);
    assertThat(SourceFixture.orders(again.arrivals())).containsExactly("R-1", "R-2");
  }

  @Test
  void everyType_keepsItsValue() {
    fixture.database.execute(
        "create type mood as enum ('ok', 'bad')",
        "create table kinds (id uuid primary key, at timestamp, t timestamptz not null, d date, n"
            + " numeric, i int, b bigint, f float8, yes boolean, c char(4), m mood, none text,"
            + " endless timestamptz, nan numeric)",
        "insert into kinds values ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2026-03-08 02:30:00.5',"
            + " '2026-01-01 00:00:00.000001+08', '2026-02-28', 1e10, -1, 9007199254740993, 0.1,"
            + " true, '牌', 'ok', null, 'infinity', 'NaN')");
    fixture.source.clear();
    fixture.source.putAll(Map.of("table", "kinds", "key", List.of("id"), "changedBy", "t"));
    fixture.shape =
        new Columns(
            List.of("at", "d", "n", "i", "b", "f", "yes", "c", "m", "none", "endless", "nan"),
            Map.of());
    RecordTree record = fixture.drain(10).get(0).record();
    assertThat(record.value("at")).isEqualTo(LocalDateTime.parse("2026-03-08T02:30:00.5"));
    assertThat(record.value("t")).isEqualTo(Instant.parse("2025-12-31T16:00:00.000001Z"));
    assertThat(record.value("d")).isEqualTo(LocalDate.parse("2026-02-28"));
    assertThat(record.value("n")).isEqualTo(new BigDecimal("10000000000"));
    assertThat(record.value("i")).isEqualTo(-1L);
    assertThat(record.value("b")).isEqualTo(9007199254740993L);
    assertThat(record.value("f")).isEqualTo(new BigDecimal("0.1"));
    assertThat(record.value("yes")).isEqualTo(true);
    assertThat(record.value("c")).isEqualTo("牌   ");
    assertThat(record.value("m")).isEqualTo("ok");
    assertThat(record.value("none")).isNull();
    assertThat(record.value("endless")).isEqualTo("infinity");
    assertThat(record.value("nan")).isEqualTo("NaN");
  }

  @Test
  void flatTable_givesRowsOfOneKeyAsLines() {
    fixture.database.execute(
        "create table flat (no varchar(10), line int, cust text, ton numeric, t timestamp not null,"
            + " primary key (no, line))",
        "insert into flat values ('A', 1, 'x', 1, '2026-01-01 00:00:01'), ('B', 1, 'y', 3,"
            + " '2026-01-01 00:00:02'), ('A', 2, 'x', 2, '2026-01-01 00:00:03')");
    fixture.source.clear();
    fixture.source.putAll(
        Map.of(
            "table",
            "FLAT",
            "key",
            List.of("NO"),
            "changedBy",
            "T",
            "lines",
            Map.of("key", List.of("LINE"))));
    fixture.shape =
        new Columns(
            List.of("NO", "CUST"), Map.of("lines", new Columns(List.of("LINE", "TON"), Map.of())));
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).extracting(Arrival::key).containsExactly("FLAT/NO=A", "FLAT/NO=B");
    assertThat(arrivals.get(0).record().group("lines"))
        .extracting(line -> line.value("LINE"))
        .containsExactly(1L, 2L);
    assertThat(fixture.drain(10)).isEmpty();
    fixture.database.execute("insert into flat values ('B', 2, 'y', 9, '2026-01-01 00:00:04')");
    List<Arrival> more = fixture.drain(10);
    assertThat(more).hasSize(1);
    assertThat(more.get(0).record().group("lines")).hasSize(2);
  }

  @Test
  void keyOfSeveralColumnsWithCommas_isOneArrivalEach() {
    fixture.database.execute(
        "create table two (\"Org Id\" int, no char(6), t timestamptz not null, primary key"
            + " (\"Org Id\", no))",
        "create table two_line (org int, no char(6), ln int)",
        "insert into two values (1, 'A,1', now()), (2, 'A\\1', now())",
        "insert into two_line values (1, 'A,1', 1), (2, 'A\\1', 2), (3, 'A,1', 3)");
    fixture.source.clear();
    fixture.source.putAll(
        Map.of(
            "table",
            "two",
            "key",
            List.of("Org Id", "NO"),
            "changedBy",
            "T",
            "lines",
            Map.of("table", "TWO_LINE", "join", List.of("ORG=Org Id", "NO"))));
    fixture.shape =
        new Columns(List.of("NO"), Map.of("lines", new Columns(List.of("LN"), Map.of())));
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals)
        .extracting(Arrival::key)
        .containsExactly("two/Org Id=1,NO=A\\,1", "two/Org Id=2,NO=A\\\\1");
    assertThat(arrivals.get(0).record().group("lines"))
        .extracting(line -> line.value("LN"))
        .containsExactly(1L);
  }

  @Test
  void groupsBelowGroups_areReadForAllAtOnce() {
    fixture.insert("R-1", "R-2");
    fixture.database.execute(
        "create table adj (order_no varchar(20), line_no int, id int, amt numeric)",
        "insert into adj values ('R-2', 1, 2, 5), ('R-2', 1, 1, 4), ('R-1', 2, 3, 6)");
    fixture.source.put(
        "lines",
        Map.of(
            "table",
            "RETAIL_ORDER_LINE",
            "join",
            List.of("ORDER_NO"),
            "key",
            List.of("LINE_NO"),
            "groups",
            Map.of(
                "adjustments",
                Map.of(
                    "table",
                    "ADJ",
                    "join",
                    List.of("ORDER_NO", "LINE_NO"),
                    "key",
                    List.of("ID")))));
    fixture.shape =
        new Columns(
            List.of("ORDER_NO"),
            Map.of(
                "lines",
                new Columns(
                    List.of("LINE_NO"),
                    Map.of("adjustments", new Columns(List.of("AMT"), Map.of())))));
    List<Arrival> arrivals = fixture.drain(10);
    List<RecordTree> lines = arrivals.get(1).record().group("lines");
    assertThat(lines.get(0).group("adjustments"))
        .extracting(a -> a.value("AMT"))
        .containsExactly(new BigDecimal("4"), new BigDecimal("5"));
    assertThat(lines.get(1).group("adjustments")).isEmpty();
  }

  @Test
  void unknownNames_areAllReportedWithTheNearest() {
    fixture.shape =
        new Columns(
            List.of("ORDR_NO"), Map.of("lines", new Columns(List.of("NET_TONS"), Map.of())));
    assertThatThrownBy(() -> fixture.read(10))
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining("ORDR_NO")
        .hasMessageContaining("did you mean 'order_no'")
        .hasMessageContaining("NET_TONS")
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(fixture.adapter().check().level()).isEqualTo(CheckResult.Level.FAIL);
  }

  @Test
  void settingsWithMistakes_areAllReportedAtOnce() {
    fixture.jdbc.put("poolsize", 3);
    fixture.jdbc.put("overlap", "soon");
    fixture.jdbc.put("zone", "Asia/Peking");
    fixture.source.remove("key");
    assertThatThrownBy(fixture::open)
        .hasMessageContaining("poolsize: unknown key, did you mean 'poolSize'?")
        .hasMessageContaining("overlap: found soon")
        .hasMessageContaining("zone: found Asia/Peking")
        .hasMessageContaining("key: missing");
  }

  @Test
  void unreachableDatabase_throwsTransientAndIsNeverEmpty() {
    fixture.jdbc.put("url", "jdbc:postgresql://127.0.0.1:1/none");
    fixture.jdbc.put("connectTimeout", "1s");
    assertThatThrownBy(() -> fixture.read(10))
        .isInstanceOf(AdapterException.class)
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.TRANSIENT);
    assertThat(fixture.adapter().check().level()).isEqualTo(CheckResult.Level.FAIL);
  }

  @Test
  void tableGone_throwsAndIsNeverEmpty() {
    fixture.insert("R-1");
    fixture.drain(10);
    fixture.database.execute("alter table retail_order rename to gone");
    assertThatThrownBy(() -> fixture.read(10))
        .isInstanceOf(AdapterException.class)
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.CONFIGURATION);
    fixture.database.execute("alter table gone rename to retail_order");
    fixture.insert("R-2");
    assertThat(SourceFixture.orders(fixture.drain(10))).contains("R-2");
  }

  @Test
  void columns_areSpelledAsTheMappingSpells() {
    assertThat(fixture.adapter().columns())
        .contains("ORDER_NO", "UPDATED_AT", "lines.LINE_NO", "lines.NET_TON", "lines.ORDER_NO");
  }

  @Test
  void health_namesTheTableAndWarnsOfAMissingIndex() {
    assertThat(fixture.adapter().check().level()).isEqualTo(CheckResult.Level.OK);
    fixture.database.execute("drop index retail_order_updated_at_order_no_idx");
    CheckResult weak = fixture.adapter().check();
    assertThat(weak.level()).isEqualTo(CheckResult.Level.WARN);
    assertThat(weak.message()).contains("no index begins with updated_at");
  }

  @Test
  void view_isReadWithoutRowMarks() {
    fixture.insert("R-1");
    fixture.database.execute("create view open_orders as select * from retail_order");
    fixture.source.put("table", "OPEN_ORDERS");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).version()).doesNotContain("/");
  }

  @Test
  void filter_leavesOtherRowsOut() {
    fixture.insert("R-1", "R-2");
    fixture.source.put("where", "order_no <> 'R-1' or cust_cd is null");
    assertThat(SourceFixture.orders(fixture.drain(10))).containsExactly("R-2");
  }
}
