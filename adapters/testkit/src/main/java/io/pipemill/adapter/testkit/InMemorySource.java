package io.pipemill.adapter.testkit;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source in memory, for tests of what stands behind sources. A log of changes is read by its
 * index; the latest change of each key is what a sweep sees. Thread-safe.
 */
public final class InMemorySource {

  private record Change(String key, String version, Instant at, RecordTree record) {}

  private final List<Change> log = new ArrayList<>();
  private final Map<String, Change> present = new LinkedHashMap<>();
  private final Map<String, List<Violation>> rejected = new LinkedHashMap<>();
  private final List<String> stored = new ArrayList<>();
  private @Nullable ErrorKind broken;
  private long versions;

  /** A record with one column {@code VALUE}. */
  public void put(String key, String value) {
    put(key, RecordTree.flat(RecordShape.of("record", "VALUE"), new Object[] {value}, null));
  }

  public synchronized void put(String key, RecordTree record) {
    log.add(hidden(key, record));
  }

  /** Puts a record that polling does not see: only a sweep finds it. */
  public synchronized void putHidden(String key, RecordTree record) {
    hidden(key, record);
  }

  private Change hidden(String key, RecordTree record) {
    Change change = new Change(key, "v" + ++versions, Instant.now(), record);
    present.put(key, change);
    return change;
  }

  public synchronized void remove(String key) {
    present.remove(key);
  }

  /** Every read fails with this kind until {@link #repair}. */
  public synchronized void breakDown(ErrorKind kind) {
    broken = kind;
  }

  public synchronized void repair() {
    broken = null;
  }

  /** Problems told by the reader, by arrival key. */
  public synchronized Map<String, List<Violation>> rejected() {
    return Map.copyOf(rejected);
  }

  /** Positions of the batches told as stored. */
  public synchronized List<String> stored() {
    return List.copyOf(stored);
  }

  public SourceAdapter open() {
    return new Reader();
  }

  private synchronized SourceBatch read(String position, int limit) {
    verify();
    int from = position.isEmpty() ? 0 : Integer.parseInt(position);
    int to = Math.min(log.size(), from + limit);
    List<Arrival> arrivals = new ArrayList<>();
    for (Change change : log.subList(from, to)) {
      arrivals.add(arrival(change));
    }
    String next = arrivals.isEmpty() ? position : String.valueOf(to);
    return new SourceBatch(arrivals, next, to < log.size());
  }

  private static Arrival arrival(Change change) {
    return Arrival.of(change.key, change.version, change.at, change.record, false);
  }

  private synchronized void verify() {
    ErrorKind kind = broken;
    if (kind != null) {
      throw new AdapterException("MEM-001", kind, "the source is broken");
    }
  }

  private synchronized SourceAdapter.Sweep sweep(
      Function<List<String>, List<@Nullable String>> known, SourceAdapter.KnownKeys knownAfter) {
    verify();
    List<Arrival> arrivals = new ArrayList<>();
    List<String> keys = new ArrayList<>(present.keySet());
    List<@Nullable String> stores = known.apply(keys);
    for (int i = 0; i < keys.size(); i++) {
      Change change = present.get(keys.get(i));
      if (change != null && !change.version.equals(stores.get(i))) {
        arrivals.add(arrival(change));
      }
    }
    String after = null;
    for (List<String> page = knownAfter.after(after, 100);
        !page.isEmpty();
        page = knownAfter.after(after, 100)) {
      for (String key : page) {
        if (!present.containsKey(key)) {
          String version = "deleted " + ++versions;
          arrivals.add(new Arrival(key, version, null, null, null, List.of(), false, true));
        }
      }
      after = page.get(page.size() - 1);
    }
    return new SourceAdapter.Sweep(arrivals, null);
  }

  private final class Reader implements SourceAdapter {
    @Override
    public CheckResult check() {
      try {
        verify();
        return CheckResult.ok("memory", "readable");
      } catch (AdapterException e) {
        return CheckResult.fail("memory", "broken");
      }
    }

    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public SourceBatch read(String position, int limit) {
      return InMemorySource.this.read(position, limit);
    }

    @Override
    public void rejected(SourceBatch batch, Map<String, List<Violation>> problems) {
      synchronized (InMemorySource.this) {
        rejected.putAll(problems);
      }
    }

    @Override
    public void stored(SourceBatch batch) {
      synchronized (InMemorySource.this) {
        stored.add(batch.next());
      }
    }

    @Override
    public Sweep sweep(
        @Nullable String after,
        int limit,
        Function<List<String>, List<@Nullable String>> known,
        KnownKeys knownAfter) {
      return InMemorySource.this.sweep(known, knownAfter);
    }

    @Override
    public void close() {}
  }
}
