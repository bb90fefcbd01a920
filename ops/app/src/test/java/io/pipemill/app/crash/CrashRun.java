package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.app.node.NodeConfig.Login;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run: clerks write while a node carries their orders into the ERP, something breaks, and in
 * the end the judge finds every order in the ERP exactly once, or says what is wrong.
 */
final class CrashRun implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(180);
  final OutsideWorld world;
  final NodeHome home;
  private final Judge judge;
  private final Random random;
  private final int backlog;
  private @Nullable NodeProcess node;
  private boolean passed;

  /**
   * @param name of the run and its folder
   * @param orders how many the clerks write in all
   */
  CrashRun(String name, long seed, int orders) {
    world = new OutsideWorld(seed, orders);
    judge = new Judge(world.retail, world.erp);
    home = new NodeHome(name);
    random = new Random(seed);
    // so many orders of the source are not in the ERP at any time while the clerks write
    backlog = orders / 5;
    configure(world.erp.port(), null, null);
  }

  /** Settings for the next start; see {@link NodeHome#configure}. */
  void configure(int erpPort, @Nullable Login store, @Nullable Login broker) {
    home.configure(world.retail, world.erp, erpPort, store, broker);
  }

  NodeProcess start(String... armed) {
    node = NodeProcess.start(home.home(), home.config(), armed);
    return node;
  }

  NodeProcess node() {
    return Objects.requireNonNull(node, "node");
  }

  /** A share of all orders, between two per cents; another one in every run. */
  int between(int lowPercent, int highPercent) {
    int percent = lowPercent + random.nextInt(highPercent - lowPercent + 1);
    return world.clerks.wanted() * percent / 100;
  }

  /** Lets the clerks write, always a little ahead of the node, until something is so. */
  void writeUntil(String what, BooleanSupplier condition) {
    Awaitility.await(what + ", see " + home.folder)
        .atMost(STEP)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              if (world.clerks.written() - world.clerks.never() < world.arrived() + backlog) {
                world.write();
              }
              return condition.getAsBoolean();
            });
  }

  void writeUntilArrived(int orders) {
    writeUntil(orders + " orders in the ERP", () -> world.arrived() >= orders);
  }

  /** kill -9 at a moment nobody has chosen, with about that share of the orders in the ERP. */
  void killAtRandom(int lowPercent, int highPercent, boolean withStore) {
    writeUntilArrived(between(lowPercent, highPercent));
    // the clerks go on to the last moment, so that there is always something under way
    AtomicInteger steps = new AtomicInteger(random.nextInt(30));
    writeUntil("a random moment", () -> steps.getAndDecrement() <= 0);
    if (withStore) {
      node().killWithStore();
    } else {
      node().kill();
    }
    assertWorkInFlight();
  }

  /** kill -9 while a thread stands at the point, with a part of the orders in the ERP. */
  void killAt(String point, int lowPercent, int highPercent) {
    writeUntilArrived(between(lowPercent, highPercent));
    node().arm(point);
    killWhenReached(point);
    assertWorkInFlight();
  }

  /** kill -9 as soon as a thread stands at a point that is armed already. */
  void killWhenReached(String point) {
    writeUntil("a thread at " + point, () -> node().reached(point));
    node().kill();
  }

  /** Some of what the clerks wrote is in the ERP, and some that has to be is not yet. */
  void assertWorkInFlight() {
    assertThat(world.arrived()).as("orders in the ERP").isPositive();
    assertThat(judge.verdict()).as("verdict now").anyMatch(v -> v.startsWith("MISSING"));
  }

  /**
   * The clerks finish, the node drains; then the judge speaks, and the node's own account must
   * agree with it.
   */
  void judge() {
    writeUntil("all orders written", world.clerks::done);
    assertThat(world.clerks.changes()).as("changes by the clerks").isPositive();
    try {
      Awaitility.await()
          .atMost(DRAIN)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> nothingUnderWay() && judge.verdict().isEmpty());
    } catch (ConditionTimeoutException e) {
      assertThat(judge.verdict())
          .as("verdict, see " + home.folder + ", accounting " + node().accounting())
          .isEmpty();
      throw e;
    }
    assertThat(node().accounting().path("closed").asBoolean()).as("accounting closes").isTrue();
    node().kill();
    node().awaitStoreGone();
    assertThat(judge.verdict()).as("verdict after the end").isEmpty();
    passed = true;
  }

  private boolean nothingUnderWay() {
    node().assertAlive();
    for (JsonNode row : node().accounting().path("systems")) {
      if (row.path("inFlight").asLong() + row.path("held").asLong() > 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (node != null) {
      node.close();
    }
    world.close();
    if (passed) {
      NodeHome.delete(home.folder);
    }
  }
}
