package io.pipemill.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptingProxyTest {
  private final TestingPostgres.Database database = TestingPostgres.shared().database("proxied");
  private InterruptingProxy proxy;

  @BeforeEach
  void open() {
    proxy = new InterruptingProxy(database.port());
    database.execute("create table t (n int)");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void nothingArmed_forwardsEverything() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 20; i++) {
        insert(connection, i);
        connection.commit();
      }
    }
    assertThat(rows()).isEqualTo("20");
    assertThat(proxy.cuts()).isZero();
  }

  @Test
  void cutAfterCommit_happensOnceAlsoWithPreparedStatements() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 10; i++) {
        insert(connection, i);
        connection.commit();
      }
      proxy.cutAfterCommit();
      insert(connection, 10);
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    assertThat(rows()).isEqualTo("11");
    assertThat(proxy.cuts()).isEqualTo(1);
  }

  @Test
  void cutBeforeCommit_leavesNothing() throws SQLException {
    try (Connection connection = connect()) {
      insert(connection, 1);
      proxy.cutBeforeCommit();
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    Awaitility.await().until(() -> transactions().equals("0"));
    assertThat(rows()).isEqualTo("0");
  }

  @Test
  void orphan_livesUntilItIsTold() throws SQLException {
    proxy.orphanAtCommit();
    try (Connection connection = connect()) {
      insert(connection, 1);
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    assertThat(transactions()).isEqualTo("1");
    assertThat(rows()).isEqualTo("0");
    proxy.commitOrphans();
    Awaitility.await().until(() -> rows().equals("1"));
  }

  @Test
  void killed_refusesUntilRevived() throws SQLException {
    try (Connection connection = connect()) {
      proxy.kill();
      assertThatThrownBy(() -> insert(connection, 1)).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
    proxy.revive();
    try (Connection connection = connect()) {
      insert(connection, 1);
      connection.commit();
    }
  }

  @Test
  void frozen_swallowsUntilThawed() throws Exception {
    try (Connection connection = connect()) {
      proxy.freeze();
      Thread client =
          new Thread(
              () -> {
                try {
                  insert(connection, 1);
                  connection.commit();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      client.start();
      client.join(Duration.ofMillis(300).toMillis());
      assertThat(client.isAlive()).isTrue();
      proxy.thaw();
      client.join();
    }
    assertThat(rows()).isEqualTo("1");
  }

  private Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            database.through(proxy).url(), database.user(), database.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insert(Connection connection, int number) throws SQLException {
    try (var insert = connection.prepareStatement("insert into t values (?)")) {
      insert.setInt(1, number);
      insert.executeUpdate();
    }
  }

  private String rows() {
    return database.value("select count(*) from t");
  }

  private String transactions() {
    return database.value(
        "select count(*) from pg_stat_activity where backend_xid is not null and datname ="
            + " current_database()");
  }
}
