package io.pipemill.adapter.testkit;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.TargetAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A target in memory, for tests of what stands before targets: rows by business key, attempts with
 * the tombstone rule, and failures on demand. Thread-safe.
 */
public final class InMemoryTarget {

  /** What becomes of the next attempts. */
  public enum Mode {
    WORKING,
    /** Nothing is done, TRANSIENT. */
    DOWN,
    /** No room: nothing is done, SPACE. */
    FULL,
    /** Done, but the answer is lost: UNKNOWN. Once. */
    LOST_AFTER_COMMIT,
    /** Not done, and the answer is lost: UNKNOWN. Once. */
    LOST_BEFORE_COMMIT
  }

  private final Map<String, OutboundDocument> rows = new LinkedHashMap<>();
  private final List<OutboundDocument> applied = new ArrayList<>();
  private final Set<UUID> committed = new HashSet<>();
  private final Set<UUID> tombstones = new HashSet<>();
  private final String identity = "memory " + UUID.randomUUID();
  private Predicate<OutboundDocument> wrong = document -> false;
  private Mode mode = Mode.WORKING;

  public TargetAdapter open() {
    return new Writer();
  }

  public synchronized void mode(Mode next) {
    mode = next;
  }

  /** Documents that are refused for their content. */
  public synchronized void refuse(Predicate<OutboundDocument> documents) {
    wrong = documents;
  }

  /** The last document of each business key. */
  public synchronized Map<String, OutboundDocument> rows() {
    return new LinkedHashMap<>(rows);
  }

  /** Every document that was applied, in order: a doubled one stands here twice. */
  public synchronized List<OutboundDocument> applied() {
    return List.copyOf(applied);
  }

  private synchronized Receipt deliver(Attempt attempt) {
    switch (mode) {
      case DOWN -> throw new AdapterException("MEM-002", ErrorKind.TRANSIENT, "target is down");
      case FULL -> throw new AdapterException("MEM-003", ErrorKind.SPACE, "target is full");
      case LOST_BEFORE_COMMIT -> {
        mode = Mode.WORKING;
        throw lost();
      }
      default -> {}
    }
    if (tombstones.contains(attempt.id()) || committed.contains(attempt.id())) {
      throw new AdapterException("MEM-004", ErrorKind.TRANSIENT, "attempt was given up or is done");
    }
    for (OutboundDocument document : attempt.documents()) {
      if (wrong.test(document)) {
        throw new AdapterException(
            "MEM-005", ErrorKind.REJECTED_CONTENT, "refused: " + document.envelope().businessKey());
      }
    }
    committed.add(attempt.id());
    for (OutboundDocument document : attempt.documents()) {
      rows.put(document.envelope().businessKey(), document);
      applied.add(document);
    }
    if (mode == Mode.LOST_AFTER_COMMIT) {
      mode = Mode.WORKING;
      throw lost();
    }
    return Receipt.DONE;
  }

  private static AdapterException lost() {
    return new AdapterException(
        "MEM-006",
        ErrorKind.TRANSIENT,
        Outcome.UNKNOWN,
        "connection lost in COMMIT",
        new IOException("reset"));
  }

  private synchronized Resolution resolve(Attempt attempt) {
    if (mode == Mode.DOWN) {
      throw new AdapterException("MEM-002", ErrorKind.TRANSIENT, "target is down");
    }
    if (committed.contains(attempt.id())) {
      return new Resolution(Verdict.COMMITTED, null);
    }
    tombstones.add(attempt.id());
    return new Resolution(Verdict.NEVER, null);
  }

  private synchronized List<List<RowChange>> preview(List<OutboundDocument> documents) {
    List<List<RowChange>> changes = new ArrayList<>();
    for (OutboundDocument document : documents) {
      String key = document.envelope().businessKey();
      OutboundDocument before = rows.get(key);
      Map<String, @Nullable String> was = columns(before);
      Map<String, @Nullable String> comes = columns(document);
      comes.entrySet().removeIf(e -> was.containsKey(e.getKey()) && same(was, e));
      was.keySet().retainAll(comes.keySet());
      changes.add(
          comes.isEmpty() ? List.of() : List.of(new RowChange("memory", "KEY=" + key, was, comes)));
    }
    return changes;
  }

  private static boolean same(
      Map<String, @Nullable String> was, Map.Entry<String, @Nullable String> comes) {
    return java.util.Objects.equals(was.get(comes.getKey()), comes.getValue());
  }

  private static Map<String, @Nullable String> columns(@Nullable OutboundDocument document) {
    Map<String, @Nullable String> columns = new HashMap<>();
    if (document != null && document.record() != null) {
      for (String column : document.record().shape().columns()) {
        Object value = document.record().value(column);
        columns.put(column, value == null ? null : value.toString());
      }
    }
    return columns;
  }

  private final class Writer implements TargetAdapter {
    @Override
    public CheckResult check() {
      synchronized (InMemoryTarget.this) {
        return mode == Mode.DOWN
            ? CheckResult.fail("memory", "down")
            : CheckResult.ok("memory", "writable");
      }
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.PREVIEW);
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public Receipt deliver(Attempt attempt) {
      return InMemoryTarget.this.deliver(attempt);
    }

    @Override
    public Resolution resolve(Attempt attempt) {
      return InMemoryTarget.this.resolve(attempt);
    }

    @Override
    public List<List<RowChange>> preview(List<OutboundDocument> documents) {
      return InMemoryTarget.this.preview(documents);
    }

    @Override
    public void close() {}
  }
}
