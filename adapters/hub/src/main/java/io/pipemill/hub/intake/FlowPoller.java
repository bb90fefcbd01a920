package io.pipemill.hub.intake;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceAdapter.Sweep;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.intake.Intake.Move;
import io.pipemill.hub.intake.Intake.Taken;
import io.pipemill.hub.intake.KnownVersions.SeenKey;
import io.pipemill.hub.intake.SourcePositions.Held;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source batch by batch, as long as this node leads its system and its targets are not
 * behind.
 */
public final class FlowPoller {
  private static final Logger LOG = LoggerFactory.getLogger(FlowPoller.class);
  private static final int MOST_MASTER_BATCHES = 10_000;

  private final Flow flow;
  private final SourceAdapter source;
  private final Intake intake;
  private final SourcePositions positions;
  private final HubStore store;
  private final BooleanSupplier mayRead;
  private final List<FlowPoller> masters;
  private final ReentrantLock systemLock;
  private final int batchSize;
  private final Duration keySweep;
  private final Executor readers;

  private @Nullable Held held;
  private @Nullable Ahead ahead;
  private Instant nextSweep;
  private volatile @Nullable Instant emptySince;
  private volatile @Nullable String trouble;
  private volatile @Nullable Instant lastRead;

  FlowPoller(
      Flow flow,
      Intake intake,
      SourcePositions positions,
      HubStore store,
      BooleanSupplier mayRead,
      List<FlowPoller> masters,
      ReentrantLock systemLock,
      int batchSize,
      Duration keySweep,
      Executor readers) {
    this.flow = flow;
    this.source = Objects.requireNonNull(flow.source(), "source");
    this.intake = intake;
    this.positions = positions;
    this.store = store;
    this.mayRead = mayRead;
    this.masters = List.copyOf(masters);
    this.systemLock = systemLock;
    this.batchSize = batchSize;
    this.keySweep = keySweep;
    this.readers = readers;
    this.nextSweep = Instant.now().plus(keySweep);
  }

  /** The batch behind the present one, being read while that is stored. */
  private record Ahead(String position, CompletableFuture<SourceBatch> batch) {

    /** Waits until the source is free again, whatever came of it. */
    void settle() {
      batch.handle((read, failure) -> read).join();
    }
  }

  public Flow flow() {
    return flow;
  }

  /**
   * Since when nothing new has come; null while there is something, or if the source cannot be
   * read.
   */
  public @Nullable Instant emptySince() {
    return emptySince;
  }

  /** What keeps it from reading; null if nothing. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Columns the source has now; see {@link io.pipemill.adapter.SourceAdapter#columns}. */
  public List<String> columns() {
    return source.columns();
  }

  public CheckResult check() {
    return source.check();
  }

  public @Nullable Instant lastRead() {
    return lastRead;
  }

  /**
   * Reads and takes in one batch.
   *
   * @return true if there is more at once
   */
  public boolean poll() {
    systemLock.lock();
    try {
      if (!mayRead.getAsBoolean()) {
        held = null;
        dropAhead();
        return false;
      }
      boolean more = pollOnce();
      if (!more && Instant.now().isAfter(nextSweep)) {
        sweep();
        nextSweep = Instant.now().plus(keySweep);
      }
      trouble = null;
      return more;
    } catch (SourcePositions.StaleEpoch e) {
      LOG.info("{}", e.getMessage());
      forget("taken over by another node");
    } catch (AdapterException e) {
      LOG.warn("{}: {} {}", flow.routeId(), e.code(), e.getMessage());
      forget(e.code() + " " + e.getMessage());
    } catch (StoreUnavailable e) {
      LOG.warn("{}: {}", flow.routeId(), e.getMessage());
      forget(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} broke; it is tried again", flow.routeId(), e);
      forget(String.valueOf(e));
    } finally {
      systemLock.unlock();
    }
    return false;
  }

  /**
   * After any failure the position is read anew: whether the last transaction committed is for the
   * store to say.
   */
  private void forget(@Nullable String why) {
    held = null;
    dropAhead();
    emptySince = null;
    trouble = why;
  }

  private boolean pollOnce() {
    Held mine = held;
    if (mine == null) {
      mine = positions.take(flow);
      held = mine;
    }
    SourceBatch batch = read(mine.position());
    lastRead = Instant.now();
    if (batch.arrivals().isEmpty() && batch.next().equals(mine.position())) {
      if (!batch.more() && emptySince == null) {
        emptySince = Instant.now();
      }
      source.stored(batch);
      return batch.more();
    }
    if (!batch.arrivals().isEmpty()) {
      emptySince = null;
      if (batch.more() && source.readsAhead()) {
        ahead =
            new Ahead(
                batch.next(),
                CompletableFuture.supplyAsync(() -> source.read(batch.next(), batchSize), readers));
      }
      // a customer committed together with the order that names it is known before the order is
      // mapped
      masters.forEach(FlowPoller::drain);
    }
    Taken taken = intake.take(flow, batch.arrivals(), new Move(batch.next(), mine.epoch()), "live");
    held = new Held(batch.next(), mine.epoch());
    reportRejected(batch, taken);
    source.stored(batch);
    return batch.more();
  }

  private SourceBatch read(String position) {
    Ahead started = ahead;
    ahead = null;
    if (started == null) {
      return source.read(position, batchSize);
    }
    if (!started.position().equals(position)) {
      started.settle();
      return source.read(position, batchSize);
    }
    try {
      return started.batch().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void dropAhead() {
    if (ahead != null) {
      ahead.settle();
      ahead = null;
    }
  }

  private void drain() {
    for (int i = 0; i < MOST_MASTER_BATCHES && pollOnce(); i++) {
      // goes on while there is more
    }
  }

  private void reportRejected(SourceBatch batch, Taken taken) {
    Map<String, List<Violation>> problems = new LinkedHashMap<>();
    for (Draft draft : taken.drafts()) {
      if (!draft.problems.isEmpty()) {
        problems.put(draft.arrival.key(), draft.problems);
      }
    }
    if (!problems.isEmpty()) {
      source.rejected(batch, problems);
    }
  }

  /** Compares all keys of the source with those known: finds back-dated rows and deletions. */
  public void sweepNow() {
    systemLock.lock();
    try {
      if (ahead != null) {
        ahead.settle();
      }
      if (held == null) {
        held = positions.take(flow);
      }
      sweep();
    } finally {
      systemLock.unlock();
    }
  }

  private void sweep() {
    String after = null;
    do {
      Held mine = Objects.requireNonNull(held, "held");
      Sweep part = source.sweep(after, batchSize, this::versions, this::knownAfter);
      if (!part.arrivals().isEmpty()) {
        List<Arrival> arrivals = part.arrivals();
        intake.take(flow, arrivals, new Move(mine.position(), mine.epoch()), "sweep");
      }
      after = part.after();
    } while (after != null);
  }

  private List<@Nullable String> versions(List<String> keys) {
    Map<String, SeenKey> seen =
        store.inTransaction(connection -> KnownVersions.keys(connection, flow.id(), keys));
    return keys.stream()
        .<@Nullable String>map(
            key -> {
              SeenKey known = seen.get(key);
              return known == null || known.deleted() ? null : known.version();
            })
        .toList();
  }

  private List<String> knownAfter(@Nullable String key, int limit) {
    return store.inTransaction(
        connection -> KnownVersions.keysAfter(connection, flow.id(), key, limit));
  }
}
