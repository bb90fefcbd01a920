package io.pipemill.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.TestingPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeLedgerTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private final OutcomeLedger ledger = new OutcomeLedger(Engine.POSTGRESQL, null);
  private TestingPostgres.Database database;
  private InterruptingProxy proxy;
  private HikariDataSource direct;
  private HikariDataSource proxied;

  @BeforeEach
  void open() {
    database = TestingPostgres.shared().database("outcome");
    proxy = new InterruptingProxy(database.port());
    direct = pool(database, "5s");
    proxied = pool(database.through(proxy), "2s");
    ledger.createIfAbsent(direct);
    database.execute("create table erp_order (number int primary key)");
  }

  @AfterEach
  void close() {
    proxied.close();
    direct.close();
    proxy.close();
  }

  @Test
  void commitConfirmed_resolvesAsCommittedWithItsRequest() {
    UUID attempt = UUID.randomUUID();
    deliver(attempt, 1);
    assertThat(ledger.resolve(direct, attempt, SHORT))
        .isEqualTo(new Resolution(Verdict.COMMITTED, "request-1"));
  }

  @Test
  void connectionCutAfterTheServersCommit_isUnknownAndResolvesAsCommitted() {
    UUID attempt = UUID.randomUUID();
    proxy.cutAfterCommit();
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> deliver(attempt, 1));
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(ledger.resolve(direct, attempt, SHORT).verdict()).isEqualTo(Verdict.COMMITTED);
    assertThat(orders()).isEqualTo("1");
  }

  @Test
  void connectionCutBeforeCommitArrives_isUnknownAndResolvesAsNever() {
    UUID attempt = UUID.randomUUID();
    proxy.cutBeforeCommit();
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> deliver(attempt, 1));
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    awaitVerdict(attempt, Verdict.NEVER);
    assertThat(orders()).isEqualTo("0");
    // and now it never can be
    assertThatThrownBy(() -> deliver(attempt, 1)).hasMessageContaining("23505");
    assertThat(orders()).isEqualTo("0");
    assertThat(ledger.resolve(direct, attempt, SHORT).verdict()).isEqualTo(Verdict.NEVER);
  }

  @Test
  void connectionCutBeforeTheLastStatement_isCertainlyNotDone() {
    UUID attempt = UUID.randomUUID();
    proxy.cutBeforeStatement("insert into erp_order");
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> deliver(attempt, 1));
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_DONE);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
    awaitVerdict(attempt, Verdict.NEVER);
  }

  @Test
  void orphanStillOpen_staysAliveUntilItCommits() {
    UUID attempt = UUID.randomUUID();
    proxy.orphanAtCommit();
    assertThatThrownBy(() -> deliver(attempt, 1)).isInstanceOf(AdapterException.class);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(ledger.resolve(direct, attempt, SHORT).verdict()).isEqualTo(Verdict.ALIVE);
    assertThat(orders()).as("a SELECT proves nothing").isEqualTo("0");
    proxy.commitOrphans();
    awaitVerdict(attempt, Verdict.COMMITTED);
    assertThat(orders()).isEqualTo("1");
  }

  @Test
  void orphanStillOpen_thenEnded_isNever() {
    UUID attempt = UUID.randomUUID();
    proxy.orphanAtCommit();
    assertThatThrownBy(() -> deliver(attempt, 1)).isInstanceOf(AdapterException.class);
    assertThat(ledger.resolve(direct, attempt, SHORT).verdict()).isEqualTo(Verdict.ALIVE);
    proxy.dropOrphans();
    awaitVerdict(attempt, Verdict.NEVER);
    assertThat(orders()).isEqualTo("0");
  }

  @Test
  void networkFrozenInCommit_endsBoundedAndUnknown() {
    UUID attempt = UUID.randomUUID();
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> deliver(attempt, 1, proxy::freeze));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(ledger.resolve(direct, attempt, SHORT).verdict()).isEqualTo(Verdict.ALIVE);
    proxy.thaw();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ledger.resolve(direct, attempt, SHORT).verdict() != Verdict.ALIVE);
    Verdict verdict = ledger.resolve(direct, attempt, SHORT).verdict();
    assertThat(orders()).isEqualTo(verdict == Verdict.COMMITTED ? "1" : "0");
  }

  @Test
  void targetDownWhileResolving_isNoAnswer() {
    proxy.kill();
    AdapterException failure =
        catchThrowableOfType(
            AdapterException.class, () -> ledger.resolve(proxied, UUID.randomUUID(), SHORT));
    assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_DONE);
    proxy.revive();
    assertThat(ledger.resolve(proxied, UUID.randomUUID(), SHORT).verdict())
        .isEqualTo(Verdict.NEVER);
  }

  @Test
  void manyRandomCuts_ledgerAndTargetAlwaysAgree() {
    Random random = new Random(7);
    for (int number = 1; number <= 60; number++) {
      UUID attempt = UUID.randomUUID();
      switch (random.nextInt(4)) {
        case 0 -> proxy.cutAfterCommit();
        case 1 -> proxy.cutBeforeCommit();
        case 2 -> proxy.cutBeforeStatement("insert into erp_order");
        default -> {}
      }
      boolean confirmed = false;
      try {
        deliver(attempt, number);
        confirmed = true;
      } catch (AdapterException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ledger.resolve(direct, attempt, SHORT).verdict() != Verdict.ALIVE);
      boolean committed = ledger.resolve(direct, attempt, SHORT).verdict() == Verdict.COMMITTED;
      String rows = database.value("select count(*) from erp_order where number = " + number);
      assertThat(rows).isEqualTo(committed ? "1" : "0");
      assertThat(committed || !confirmed).as("a confirmed commit stands").isTrue();
    }
    assertThat(proxy.cuts()).isGreaterThan(20);
  }

  @Test
  void tableMadeByManyNodesAtOnce_existsOnce() throws Exception {
    TestingPostgres.Database empty = TestingPostgres.shared().database("race");
    var threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    try (HikariDataSource pool = pool(empty, "5s")) {
      var made =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            ledger.createIfAbsent(pool);
                            return true;
                          }))
              .toList();
      start.countDown();
      for (var each : made) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(empty.value("select count(*) from pipemill_outcome")).isEqualTo("0");
  }

  @Test
  void oracleDdl_isOfferedToTheDba() {
    assertThat(new OutcomeLedger(Engine.ORACLE, "XXPM").ddl())
        .startsWith("create table XXPM.pipemill_outcome")
        .contains("raw(16) not null primary key");
  }

  private void awaitVerdict(UUID attempt, Verdict verdict) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ledger.resolve(direct, attempt, SHORT).verdict() == verdict);
  }

  private String orders() {
    return database.value("select count(*) from erp_order");
  }

  private void deliver(UUID attempt, int number) {
    deliver(attempt, number, () -> {});
  }

  private void deliver(UUID attempt, int number, Runnable beforeCommit) {
    Phase phase = Phase.CONNECT;
    try (Connection connection = proxied.getConnection()) {
      phase = Phase.EXECUTE;
      ledger.record(connection, attempt, 1, new byte[32], null);
      try (var insert = connection.prepareStatement("insert into erp_order values (?)")) {
        insert.setInt(1, number);
        insert.executeUpdate();
      }
      ledger.requested(connection, attempt, "request-" + number);
      beforeCommit.run();
      phase = Phase.COMMIT;
      connection.commit();
    } catch (SQLException e) {
      throw SqlErrors.classify(e, phase, "test");
    }
  }

  private static HikariDataSource pool(TestingPostgres.Database database, String socketTimeout) {
    return Pools.dataSource(
        new Settings(
            "test",
            Map.of(
                "url",
                database.url(),
                "user",
                database.user(),
                "password",
                database.password(),
                "socketTimeout",
                socketTimeout),
            name -> name),
        "test");
  }
}
