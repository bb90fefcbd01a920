package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceAdapter.KnownKeys;
import io.pipemill.adapter.SourceAdapter.Sweep;
import io.pipemill.adapter.SourceRequest.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeySweepTest {
  private final SourceFixture fixture = new SourceFixture();

  /** What the hub has stored: key to version; absent after a delete. */
  private final Map<String, String> stored = new HashMap<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void backDatedRow_isFoundBySweepOnly() {
    fixture.insert("R-1", "R-2");
    pollUntilFloor();
    fixture.database.execute("insert into retail_order values ('OLD', 'C', 1, '2020-01-01Z')");
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(SourceFixture.orders(sweep(1))).containsExactly("OLD");
    assertThat(sweep(1)).isEmpty();
  }

  @Test
  void rowWithoutTimestamp_isFoundAndItsChangesToo() {
    fixture.database.execute("alter table retail_order alter updated_at drop not null");
    fixture.insert("R-1");
    pollUntilFloor();
    fixture.database.execute("insert into retail_order values ('NONE', 'C', 1, null)");
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(SourceFixture.orders(sweep(10))).containsExactly("NONE");
    assertThat(sweep(10)).isEmpty();
    fixture.database.execute("update retail_order set total_amt = 3 where order_no = 'NONE'");
    assertThat(SourceFixture.orders(sweep(10))).containsExactly("NONE");
  }

  @Test
  void rowGone_isDeletedOnce() {
    fixture.insert("R-1", "R-2", "R-3");
    pollUntilFloor();
    fixture.database.execute("delete from retail_order where order_no = 'R-2'");
    List<Arrival> gone = sweep(2);
    assertThat(gone).hasSize(1);
    assertThat(gone.get(0).deleted()).isTrue();
    assertThat(gone.get(0).record()).isNull();
    assertThat(gone.get(0).key()).endsWith("R-2");
    assertThat(sweep(2)).isEmpty();
  }

  @Test
  void rowThatLeftTheFilter_isNotDeleted() {
    fixture.source.put("where", "total_amt > 0");
    fixture.insert("R-1");
    pollUntilFloor();
    fixture.database.execute("update retail_order set total_amt = 0");
    assertThat(sweep(10)).isEmpty();
  }

  @Test
  void tableWithoutChangedBy_livesByTheSweep() {
    fixture.source.remove("changedBy");
    fixture.insert("R-1", "R-2");
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.adapter().check().message()).contains("no changedBy");
    assertThat(SourceFixture.orders(sweep(1))).containsExactly("R-1", "R-2");
    assertThat(sweep(1)).isEmpty();
    fixture.database.execute(
        "update retail_order_line set net_ton = 9 where order_no = 'R-2' and line_no = 1");
    assertThat(SourceFixture.orders(sweep(1))).containsExactly("R-2");
  }

  @Test
  void flatTableWithoutChangedBy_livesByTheSweep() {
    fixture.database.execute(
        "create table flat (no varchar(10), line int, ton numeric)",
        "insert into flat values ('A', 1, 1), ('A', 2, 2), ('B', 1, 3)");
    fixture.source.clear();
    fixture.source.putAll(
        Map.of("table", "FLAT", "key", List.of("NO"), "lines", Map.of("key", List.of("LINE"))));
    fixture.shape =
        new Columns(List.of("NO"), Map.of("lines", new Columns(List.of("LINE", "TON"), Map.of())));
    assertThat(sweep(1)).extracting(Arrival::key).containsExactly("FLAT/NO=A", "FLAT/NO=B");
    assertThat(sweep(1)).isEmpty();
    fixture.database.execute("delete from flat where no = 'A' and line = 2");
    assertThat(sweep(1)).extracting(Arrival::key).containsExactly("FLAT/NO=A");
  }

  @Test
  void anyInsertsUpdatesAndDeletesAtAnyDate_endInTheSameState() {
    Random random = new Random(11);
    for (int round = 0; round < 15; round++) {
      for (int i = 0; i < 20; i++) {
        String order = "R-" + random.nextInt(60) + (random.nextBoolean() ? "号" : "'");
        String quoted = order.replace("'", "''");
        String date =
            random.nextBoolean()
                ? "clock_timestamp()"
                : "timestamptz '2021-01-01Z' + interval '" + random.nextInt(1000) + " hours'";
        fixture.database.execute(
            random.nextInt(3) == 0
                ? "delete from retail_order where order_no = '" + quoted + "'"
                : "insert into retail_order values ('"
                    + quoted
                    + "', 'C', "
                    + i
                    + ", "
                    + date
                    + ") on conflict (order_no) do update set total_amt = excluded.total_amt,"
                    + " updated_at = excluded.updated_at");
        if (random.nextInt(5) == 0) {
          keep(fixture.drain(7));
        }
      }
      keep(fixture.drain(7));
      sweep(1 + random.nextInt(9));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              keep(fixture.drain(7));
              sweep(5);
              assertThat(stored.keySet())
                  .containsExactlyInAnyOrderElementsOf(
                      List.of(
                          fixture
                              .database
                              .value(
                                  "select string_agg('RETAIL_ORDER/ORDER_NO=' || order_no, ',') from"
                                      + " retail_order")
                              .split(",")));
            });
  }

  private void pollUntilFloor() {
    // the floor stands above the rows only when a later row has been read
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              keep(fixture.drain(10));
              return fixture.position.contains("floor");
            });
  }

  private void keep(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      if (arrival.deleted()) {
        stored.remove(arrival.key());
      } else {
        stored.put(arrival.key(), arrival.version());
      }
    }
  }

  private List<Arrival> sweep(int limit) {
    List<Arrival> all = new ArrayList<>();
    KnownKeys keys =
        (after, count) ->
            new TreeSet<>(stored.keySet())
                .stream()
                    .filter(k -> after == null || k.compareTo(after) > 0)
                    .limit(count)
                    .toList();
    String after = null;
    do {
      Sweep part =
          fixture
              .adapter()
              .sweep(after, limit, list -> list.stream().map(stored::get).toList(), keys);
      all.addAll(part.arrivals());
      after = part.after();
    } while (after != null);
    keep(all);
    return all;
  }
}
