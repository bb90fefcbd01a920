package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.app.embedded.EmbeddedServers;
import io.pipemill.app.node.NodeConfig.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 5,000 orders while something around the node breaks; the node lives on unless it is killed. */
@Tag("full")
class OutageTest {
  private static final int ORDERS = 5_000;
  private static final int CUTS = 5;
  private static final Path CACHE = Path.of("target", "postgresql-cache").toAbsolutePath();

  @Test
  void erpConnectionCutBeforeCommit_everyOrderIsInTheErpExactlyOnce() {
    cutInCommit("cut-before-commit", InterruptingProxy::cutBeforeCommit);
  }

  @Test
  void erpConnectionCutAfterCommit_everyOrderIsInTheErpExactlyOnce() {
    cutInCommit("cut-after-commit", InterruptingProxy::cutAfterCommit);
  }

  /** Store and ERP are in two servers: the node's own, and the test's behind the proxy. */
  private static void cutInCommit(String name, Consumer<InterruptingProxy> cut) {
    try (CrashRun run = new CrashRun(name, 21, ORDERS);
        InterruptingProxy proxy = new InterruptingProxy(run.world.erp.port())) {
      run.configure(proxy.port(), null, null);
      run.start().awaitStarted();
      for (int i = 1; i <= CUTS; i++) {
        run.writeUntilArrived(ORDERS * i / 10);
        int cuts = i;
        cut.accept(proxy);
        run.writeUntil("cut " + i, () -> proxy.cuts() == cuts);
        run.assertWorkInFlight();
      }
      run.judge();
      assertThat(proxy.cuts()).isEqualTo(CUTS);
    }
  }

  @Test
  void erpCommitArrivesLongAfterItsConnectionIsLost_everyOrderIsInTheErpExactlyOnce() {
    try (CrashRun run = new CrashRun("orphan", 22, ORDERS);
        InterruptingProxy proxy = new InterruptingProxy(run.world.erp.port())) {
      run.configure(proxy.port(), null, null);
      run.start().awaitStarted();
      for (int i = 1; i <= CUTS; i++) {
        run.writeUntilArrived(ORDERS * i / 10);
        int cuts = i;
        proxy.orphanAtCommit();
        run.writeUntil("orphan " + i, () -> proxy.cuts() == cuts);
        run.assertWorkInFlight();
        if (i % 2 == 0) {
          proxy.dropOrphans();
        } else {
          proxy.commitOrphans();
        }
      }
      run.judge();
    }
  }

  @Test
  void nodeKilledAndItsBrokerDeleted_everyOrderIsInTheErpExactlyOnce() {
    try (CrashRun run = new CrashRun("embedded-broker", 23, ORDERS)) {
      run.start().awaitStarted();
      for (int i = 1; i <= 2; i++) {
        run.killAtRandom(20 * i, 20 * i + 10, false);
        assertThat(NodeHome.files(run.home.broker())).as("files of the broker").isNotEmpty();
        NodeHome.delete(run.home.broker());
        run.start().awaitStarted();
      }
      run.judge();
    }
  }

  @Test
  void brokerProcessKilledAndDeleted_nodeLivesOnAndEveryOrderIsInTheErpExactlyOnce() {
    try (CrashRun run = new CrashRun("own-broker", 24, ORDERS);
        BrokerProcess broker = new BrokerProcess(run.home.folder.resolve("broker"))) {
      broker.start();
      run.configure(run.world.erp.port(), null, broker.login());
      run.start().awaitStarted();
      for (int i = 1; i <= 2; i++) {
        run.writeUntilArrived(run.between(20 * i, 20 * i + 10));
        broker.killAndDelete();
        run.assertWorkInFlight();
        broker.start();
      }
      run.judge();
    }
  }

  @Test
  void storeStopped_nodeLivesOnAndEveryOrderIsInTheErpExactlyOnce() {
    storeOut("store-stopped", EmbeddedServers::close);
  }

  @Test
  void storeKilled_nodeLivesOnAndEveryOrderIsInTheErpExactlyOnce() {
    storeOut(
        "store-killed",
        servers -> {
          // the log is in the folder of the cluster
          Path cluster = servers.log().getParent();
          NodeProcess.killStore(cluster);
          servers.close();
          NodeProcess.assertDiedUncleanly(cluster);
        });
  }

  private static void storeOut(String name, Consumer<EmbeddedServers> out) {
    try (CrashRun run = new CrashRun(name, 25, ORDERS)) {
      Path home = run.home.folder.resolve("hub-store");
      EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0);
      int port = servers.port();
      try {
        servers.database("hub", "hub");
        run.configure(
            run.world.erp.port(), new Login(servers.url("hub"), "hub", servers.password()), null);
        run.start().awaitStarted();
        for (int i = 1; i <= 2; i++) {
          run.writeUntilArrived(run.between(20 * i, 20 * i + 10));
          out.accept(servers);
          run.assertWorkInFlight();
          // the node meets the store's absence for a while, and goes on when it is back
          run.node().letRun(3_000);
          run.assertWorkInFlight();
          servers = EmbeddedServers.start(home, CACHE, port);
        }
        run.judge();
      } finally {
        servers.close();
      }
    }
  }

  @Test
  void sourceTransactionHeldTenTimesLongerThanTheOverlap_everyOrderIsInTheErpExactlyOnce()
      throws SQLException {
    try (CrashRun run = new CrashRun("late-commit", 26, ORDERS);
        Connection late = run.world.retail.open()) {
      late.setAutoCommit(false);
      run.start().awaitStarted();
      run.writeUntilArrived(ORDERS / 10);
      String order = run.world.clerks.uncommitted(late);
      long written = System.nanoTime();
      run.writeUntilArrived(ORDERS / 3);
      run.killAtRandom(40, 50, false);
      run.start().awaitStarted();
      run.writeUntil(
          "ten times the overlap",
          () -> System.nanoTime() - written > NodeHome.OVERLAP.multipliedBy(10).toNanos());
      run.writeUntilArrived(ORDERS * 2 / 3);
      assertThat(run.world.inErp(order)).as("in the ERP before its commit").isFalse();
      late.commit();
      run.judge();
      assertThat(run.world.inErp(order)).isTrue();
    }
  }
}
