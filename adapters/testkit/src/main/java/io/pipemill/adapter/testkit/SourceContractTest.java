package io.pipemill.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceAdapter.Sweep;
import io.pipemill.adapter.SourceBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every source adapter promises (see {@link SourceAdapter}). A module extends this and gives
 * its outside system; what the system cannot do it declares, and the declaration is checked too.
 */
public abstract class SourceContractTest {

  /** What an outside system can do. */
  public enum Feature {
    /** A change can be held open, and its record is dated when the transaction began. */
    TRANSACTIONS,
    /** Records can be changed under the same key, and deleted. */
    CHANGES,
    /** The adapter sweeps keys. */
    SWEEP
  }

  /** The outside system, as its own users see it. */
  public interface SourceSystem extends AutoCloseable {
    Set<Feature> features();

    /** A new adapter over this system. */
    SourceAdapter open();

    /** Brings a record to a value, at once. */
    void put(String key, String value);

    /** The key and value that an arrival carries, as {@code key=value}. */
    String read(Arrival arrival);

    /** The adapter's reads fail from now on. */
    void breakDown();

    void repair();

    /** As {@link #put}, committed when the answer is run. Only with TRANSACTIONS. */
    default Runnable putLater(String key, String value) {
      throw new UnsupportedOperationException("no transactions");
    }

    /** Puts a record dated years ago. Only with SWEEP. */
    default void putBackDated(String key, String value) {
      throw new UnsupportedOperationException("no sweep");
    }

    /** Removes a record. Only with CHANGES and SWEEP. */
    default void remove(String key) {
      throw new UnsupportedOperationException("no sweep");
    }

    @Override
    void close();
  }

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private SourceSystem system;
  private SourceAdapter adapter;
  private String position = SourceAdapter.START;

  /** Versions by key, as a hub has stored them. */
  private final Map<String, String> stored = new TreeMap<>();

  /** A fresh outside system. */
  protected abstract SourceSystem create();

  @BeforeEach
  void openSystem() {
    system = create();
    adapter = system.open();
  }

  @AfterEach
  void closeSystem() {
    adapter.close();
    system.close();
  }

  @Test
  void emptySource_givesNothingAndKeepsItsPosition() {
    SourceBatch batch = adapter.read(SourceAdapter.START, 10);
    assertThat(batch.arrivals()).isEmpty();
    assertThat(batch.more()).isFalse();
  }

  @Test
  void records_arriveOnceInTheOrderOfChange() {
    List<String> put = putMany(25);
    assertThat(drainNew(7)).containsExactlyElementsOf(put);
    assertThat(drainNew(7)).isEmpty();
  }

  @Test
  void limit_isNeverExceeded() {
    putMany(10);
    for (int i = 0; i < 6; i++) {
      assertThat(step(3)).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void failedRead_throwsAndIsNeverEmpty() {
    putMany(2);
    system.breakDown();
    assertThatThrownBy(() -> adapter.read(position, 10)).isInstanceOf(AdapterException.class);
    system.repair();
    assertThat(drainNew(10)).hasSize(2);
  }

  @Test
  void failureBetweenReads_losesNothing() {
    List<String> put = putMany(10);
    Set<String> got = new LinkedHashSet<>();
    step(4).forEach(a -> got.add(system.read(a)));
    system.breakDown();
    assertThatThrownBy(() -> adapter.read(position, 4)).isInstanceOf(AdapterException.class);
    system.repair();
    got.addAll(drain(4).stream().map(system::read).toList());
    assertThat(got).containsExactlyInAnyOrderElementsOf(put);
  }

  @Test
  void restartAfterEveryBatch_losesNothingAndRepeatsOnlyWhatItMarks() {
    List<String> put = putMany(20);
    List<String> got = new ArrayList<>();
    for (int i = 0; i < 60 && !got.containsAll(put); i++) {
      for (Arrival arrival : step(3)) {
        if (!arrival.reread()) {
          got.add(system.read(arrival));
        }
      }
      restart();
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(put);
  }

  @Test
  void rereadRecord_keepsItsKeyAndVersion() {
    putMany(5);
    drain(10);
    Map<String, String> before = new HashMap<>(stored);
    restart();
    for (Arrival arrival : drain(10)) {
      assertThat(arrival.reread()).isTrue();
      assertThat(arrival.version()).isEqualTo(before.get(arrival.key()));
    }
  }

  @Test
  void batchThatWasNotStored_isGivenAgain() {
    putMany(3);
    List<String> lost = read(adapter.read(position, 10).arrivals());
    List<String> again = read(adapter.read(position, 10).arrivals());
    assertThat(again).isEqualTo(lost);
    restart();
    assertThat(drainNew(10)).hasSize(3);
  }

  @Test
  void storedTwice_isHarmless() {
    putMany(2);
    SourceBatch batch = adapter.read(position, 10);
    position = batch.next();
    adapter.stored(batch);
    adapter.stored(batch);
    system.put("after", "1");
    assertThat(drainNew(10)).contains("after=1");
  }

  @Test
  void position_staysShort() {
    putMany(50);
    for (int i = 0; i < 20; i++) {
      step(5);
      assertThat(position).hasSizeLessThanOrEqualTo(4_000);
    }
  }

  @Test
  void changedRecord_comesAgainAsAnotherVersion() {
    if (!system.features().contains(Feature.CHANGES)) {
      return;
    }
    system.put("A", "1");
    Arrival first = drain(10).get(0);
    system.put("A", "2");
    List<Arrival> changed = awaitSome();
    assertThat(read(changed)).containsExactly("A=2");
    assertThat(changed.get(0).key()).isEqualTo(first.key());
    assertThat(changed.get(0).version()).isNotEqualTo(first.version());
    assertThat(changed.get(0).reread()).isFalse();
  }

  @Test
  void recordCommittedLate_isNotLost() {
    if (!system.features().contains(Feature.TRANSACTIONS)) {
      assertThatThrownBy(() -> system.putLater("late", "1"))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    Runnable commit = system.putLater("late", "1");
    Set<String> got = new LinkedHashSet<>();
    for (int i = 0; i < 10; i++) {
      putMany(3);
      got.addAll(drainNew(10));
    }
    assertThat(got).doesNotContain("late=1");
    commit.run();
    Awaitility.await().atMost(LONGEST).until(() -> drainNew(10).contains("late=1"));
    assertThat(drainNew(10)).isEmpty();
  }

  @Test
  void sweep_findsWhatPollingCannotSee() {
    if (!system.features().contains(Feature.SWEEP)) {
      Sweep none = adapter.sweep(null, 10, keys -> List.of(), (after, limit) -> List.of());
      assertThat(none.arrivals()).isEmpty();
      assertThat(none.after()).isNull();
      return;
    }
    putMany(5);
    system.put("gone", "1");
    drain(10);
    system.putBackDated("old", "1");
    system.remove("gone");
    List<Arrival> swept = sweep();
    assertThat(swept.stream().filter(a -> !a.deleted()).map(system::read)).contains("old=1");
    assertThat(swept.stream().filter(Arrival::deleted)).hasSize(1);
    drain(10);
    assertThat(sweep()).isEmpty();
  }

  @Test
  void health_isAskedWithoutHarm() {
    assertThat(adapter.check().level()).isNotEqualTo(CheckResult.Level.FAIL);
    system.breakDown();
    CheckResult broken = adapter.check();
    assertThat(broken.level()).isEqualTo(CheckResult.Level.FAIL);
    assertThat(broken.message()).isNotBlank();
    system.repair();
    assertThat(adapter.check().level()).isNotEqualTo(CheckResult.Level.FAIL);
  }

  private List<String> putMany(int count) {
    List<String> put = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "K" + System.nanoTime() + "-" + i;
      system.put(key, String.valueOf(i));
      put.add(key + "=" + i);
    }
    return put;
  }

  private void restart() {
    adapter.close();
    adapter = system.open();
  }

  /** Reads and stores one batch. */
  private List<Arrival> step(int limit) {
    SourceBatch batch = adapter.read(position, limit);
    position = batch.next();
    adapter.stored(batch);
    batch.arrivals().forEach(this::keep);
    return batch.arrivals();
  }

  private void keep(Arrival arrival) {
    if (arrival.deleted()) {
      stored.remove(arrival.key());
    } else {
      stored.put(arrival.key(), arrival.version());
    }
  }

  private List<Arrival> drain(int limit) {
    List<Arrival> all = new ArrayList<>();
    List<Arrival> some;
    do {
      some = step(limit);
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  private List<String> drainNew(int limit) {
    return drain(limit).stream().filter(a -> !a.reread()).map(system::read).toList();
  }

  private List<Arrival> awaitSome() {
    List<Arrival> all = new ArrayList<>();
    Awaitility.await()
        .atMost(LONGEST)
        .until(
            () -> {
              all.addAll(drain(10));
              return !all.isEmpty();
            });
    return all;
  }

  private List<String> read(List<Arrival> arrivals) {
    return arrivals.stream().map(system::read).toList();
  }

  private List<Arrival> sweep() {
    List<Arrival> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      Sweep part =
          adapter.sweep(
              after,
              3,
              keys -> {
                List<@Nullable String> versions = new ArrayList<>();
                keys.forEach(key -> versions.add(stored.get(key)));
                return versions;
              },
              (behind, limit) ->
                  stored.keySet().stream()
                      .filter(key -> behind == null || key.compareTo(behind) > 0)
                      .limit(limit)
                      .toList());
      all.addAll(part.arrivals());
      part.arrivals().forEach(this::keep);
      after = part.after();
    } while (after != null);
    return all;
  }
}
