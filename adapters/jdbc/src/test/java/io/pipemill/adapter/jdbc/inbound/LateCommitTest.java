package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 4: what commits late is never lost, and never given twice by a running adapter. */
class LateCommitTest {
  private final SourceFixture fixture = new SourceFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void transactionHeldTenTimesLongerThanTheOverlap_isNotLost() throws SQLException {
    try (Connection slow = begin()) {
      execute(slow, "insert into retail_order values ('LATE', 'C', 1, clock_timestamp())");
      List<String> got = pollFor(Duration.ofMillis(1_000), true);
      assertThat(got).doesNotContain("LATE").hasSizeGreaterThan(2);
      slow.commit();
      awaitLate();
    }
    assertThat(pollFor(Duration.ofMillis(300), false)).isEmpty();
  }

  @Test
  void transactionThatTookItsTimestampButWroteLater_isNotLost() throws SQLException {
    try (Connection slow = begin()) {
      execute(slow, "select now()");
      pollFor(Duration.ofMillis(800), true);
      execute(slow, "insert into retail_order values ('LATE', 'C', 1, now())");
      pollFor(Duration.ofMillis(300), true);
      slow.commit();
      awaitLate();
    }
  }

  @Test
  void preparedTransaction_isNotLost() throws SQLException {
    try (Connection slow = begin()) {
      execute(slow, "insert into retail_order values ('LATE', 'C', 1, now())");
      pollFor(Duration.ofMillis(300), true);
      execute(slow, "prepare transaction 'p1'");
      pollFor(Duration.ofMillis(800), true);
    }
    fixture.database.execute("commit prepared 'p1'");
    awaitLate();
  }

  @Test
  void transactionOpenOverARestart_isNotLost() throws SQLException {
    try (Connection slow = begin()) {
      execute(slow, "insert into retail_order values ('LATE', 'C', 1, now())");
      pollFor(Duration.ofMillis(400), true);
      fixture.restart();
      pollFor(Duration.ofMillis(400), true);
      fixture.restart();
      slow.commit();
      awaitLate();
    }
  }

  @Test
  void rowDatedFarIntoTheFuture_doesNotHideTheOthers() {
    fixture.database.execute("insert into retail_order values ('FUTURE', 'C', 1, '2099-01-01Z')");
    assertThat(SourceFixture.orders(fixture.drain(100))).containsExactly("FUTURE");
    pollFor(Duration.ofMillis(300), false);
    fixture.insert("R-1", "R-2");
    List<String> got = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              got.addAll(pollFor(Duration.ofMillis(50), false));
              return got.size() >= 2;
            });
    assertThat(got).containsExactlyInAnyOrder("R-1", "R-2");
    assertThat(pollFor(Duration.ofMillis(100), false)).isEmpty();
  }

  @Test
  void floor_movesOnlyWhenTheTransactionsHaveEnded() throws SQLException {
    fixture.insert("R-1");
    fixture.drain(100);
    try (Connection slow = begin()) {
      execute(slow, "select 1");
      pollFor(Duration.ofMillis(300), true);
      String held = floor();
      pollFor(Duration.ofMillis(500), true);
      assertThat(floor()).isEqualTo(held);
      slow.rollback();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                fixture.drain(100);
                return !floor().equals(held);
              });
    }
  }

  @Test
  void transactionInAnotherDatabase_doesNotHoldTheFloor() throws SQLException {
    var other = io.pipemill.adapter.testkit.TestingPostgres.shared().database("other");
    try (Connection elsewhere = other.open()) {
      elsewhere.setAutoCommit(false);
      execute(elsewhere, "select 1");
      fixture.insert("R-1");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                fixture.drain(100);
                return fixture.position.contains("floor");
              });
    }
  }

  @Test
  void coarseClocks_loseNothing() throws SQLException {
    fixture.database.execute(
        "create table coarse (id int primary key, day date not null, stamp char(14) not null, n"
            + " int)");
    for (String changedBy : List.of("day", "stamp")) {
      fixture.restart();
      fixture.position = "";
      fixture.database.execute("truncate coarse");
      fixture.source.clear();
      fixture.source.putAll(
          Map.of("table", "coarse", "key", List.of("id"), "changedBy", changedBy));
      fixture.shape = new Columns(List.of("n"), Map.of());
      Set<String> got = new TreeSet<>();
      try (Connection slow = begin()) {
        execute(slow, coarse(5));
        for (int id : new int[] {9, 3, 7, 1}) {
          fixture.database.execute(coarse(id));
          fixture.drain(2).forEach(a -> got.add(a.key() + a.record().value("n")));
        }
        // what is behind the high of a coarse clock is found by the next pass, which may take a
        // while
        drainUntil(got, "coarse/id=11", "coarse/id=31", "coarse/id=71", "coarse/id=91");
        slow.commit();
      }
      fixture.database.execute("update coarse set n = 100 where id = 7");
      drainUntil(got, "coarse/id=51", "coarse/id=7100");
    }
  }

  private void drainUntil(Set<String> got, String... wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              fixture.drain(2).forEach(a -> got.add(a.key() + a.record().value("n")));
              assertThat(got).contains(wanted);
            });
  }

  @Test
  void longTransaction_keepsTheWorkOfAPollBounded() throws SQLException {
    fixture.jdbc.put("passPage", 100);
    try (Connection slow = begin()) {
      execute(slow, "select now()");
      fixture.database.execute(
          "insert into retail_order select 'A-' || i, 'C', 1, now() from generate_series(1, 5000) i");
      execute(slow, "insert into retail_order values ('LATE', 'C', 1, now())");
      assertThat(fixture.drain(1000)).hasSize(5000);
      slow.commit();
    }
    // the pass walks 100 keys a poll, and still finds the row
    List<String> got = new ArrayList<>();
    int polls = 0;
    while (!got.contains("LATE") && polls < 500) {
      got.addAll(SourceFixture.orders(fixture.read(1000).arrivals()));
      polls++;
    }
    assertThat(got).containsExactly("LATE");
    assertThat(polls).isGreaterThan(3);
  }

  @Test
  void manyWritersWithTransactionsOfAllLengths_everyVersionArrivesOnce() throws Exception {
    Random random = new Random(42);
    Set<String> written = new HashSet<>();
    Set<String> got = new HashSet<>();
    List<String> twice = new ArrayList<>();
    List<Connection> open = new ArrayList<>();
    try {
      for (int step = 0; step < 600; step++) {
        if (open.size() < 8) {
          open.add(begin());
        }
        Connection one = open.get(random.nextInt(open.size()));
        String order = "W-" + step;
        String clock = random.nextBoolean() ? "now()" : "clock_timestamp()";
        execute(one, "insert into retail_order values ('" + order + "', 'C', 1, " + clock + ")");
        written.add(order);
        if (random.nextInt(3) == 0) {
          Connection done = open.remove(random.nextInt(open.size()));
          done.commit();
          done.close();
        }
        if (random.nextInt(4) == 0) {
          collect(fixture.read(1 + random.nextInt(20)).arrivals(), got, twice);
        }
        if (random.nextInt(200) == 0) {
          fixture.restart();
        }
      }
    } finally {
      for (Connection each : open) {
        each.commit();
        each.close();
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              collect(fixture.drain(50), got, twice);
              return got.containsAll(written);
            });
    assertThat(twice).isEmpty();
  }

  private static void collect(List<Arrival> arrivals, Set<String> got, List<String> twice) {
    for (Arrival arrival : arrivals) {
      String order = arrival.key().replaceAll(".*=", "");
      if (!got.add(order) && !arrival.reread()) {
        twice.add(order);
      }
    }
  }

  private static String coarse(int id) {
    return "insert into coarse values ("
        + id
        + ", current_date, to_char(clock_timestamp() at time zone current_setting('log_timezone'),"
        + " 'YYYYMMDDHH24MISS'), 1)";
  }

  /** The late row comes, and comes once. */
  private void awaitLate() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> SourceFixture.orders(fixture.drain(100)).contains("LATE"));
    assertThat(pollFor(Duration.ofMillis(200), false)).doesNotContain("LATE");
  }

  /** Polls, with a writer at work or not; gives the orders that came. */
  private List<String> pollFor(Duration time, boolean writing) {
    List<String> got = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      if (writing) {
        fixture.insert("N-" + System.nanoTime() + "-" + i);
      }
      for (Arrival arrival : fixture.drain(100)) {
        if (!arrival.reread()) {
          got.addAll(SourceFixture.orders(List.of(arrival)));
        }
      }
    }
    return got;
  }

  private String floor() {
    Position position = Position.parse(fixture.position);
    return String.valueOf(position.floor());
  }

  private Connection begin() throws SQLException {
    Connection connection = fixture.database.open();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
