package io.pipemill.hub;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Request;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.canonical.orderstatus.v1.OrderStatus;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A source that is a list and a target that is a map, with faults to order; one of each per test
 * JVM and system id.
 */
public final class MemorySystems implements AdapterFactory {
  public static final RecordShape ORDER = RecordShape.of("ORDERS", "NO", "CUSTOMER", "TONS");
  private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();
  private static final Map<String, TargetMap> TARGETS = new ConcurrentHashMap<>();

  public static Source source(String system) {
    return SOURCES.computeIfAbsent(system, s -> new Source());
  }

  public static TargetMap target(String system) {
    return TARGETS.computeIfAbsent(system, s -> new TargetMap());
  }

  @Override
  public String transport() {
    return "memory";
  }

  @Override
  public SourceAdapter source(SourceRequest request, AdapterContext context) {
    return source(request.system());
  }

  @Override
  public TargetAdapter target(TargetRequest request, AdapterContext context) {
    return target(request.system());
  }

  /** Rows in the order in which they were added; the position is the index. */
  public static final class Source implements SourceAdapter {
    private final List<Arrival> rows = new CopyOnWriteArrayList<>();

    public void add(String number, String version, String customer, String tons) {
      RecordTree record = RecordTree.flat(ORDER, new Object[] {number, customer, tons}, null);
      rows.add(Arrival.of("ORDERS/NO=" + number, version, Instant.now(), record, false));
    }

    @Override
    public CheckResult check() {
      return CheckResult.ok("memory", "there");
    }

    @Override
    public List<String> columns() {
      return ORDER.columns();
    }

    @Override
    public SourceBatch read(String position, int limit) {
      int from = position.isEmpty() ? 0 : Integer.parseInt(position);
      int to = Math.min(rows.size(), from + limit);
      return new SourceBatch(
          List.copyOf(rows.subList(from, to)), Integer.toString(to), to < rows.size());
    }

    @Override
    public boolean readsAhead() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** What a commit can be made to do. */
  public enum Fault {
    NONE,
    DOWN,
    LOST_BEFORE_COMMIT,
    LOST_AFTER_COMMIT
  }

  /** Applies a delivery as a whole; tombstones and outcomes as a database would keep them. */
  public static final class TargetMap implements TargetAdapter {
    public final List<String> applied = new ArrayList<>();
    public final Map<String, String> state = new LinkedHashMap<>();
    public final Set<UUID> outcomes = ConcurrentHashMap.newKeySet();
    public final Set<UUID> tombstones = ConcurrentHashMap.newKeySet();
    public final Set<String> customers = ConcurrentHashMap.newKeySet();
    public final Set<String> refusedAnswers = ConcurrentHashMap.newKeySet();
    public volatile boolean answersLater;
    public volatile Fault fault = Fault.NONE;
    public volatile String identity = "memory-1";
    private long requests;

    @Override
    public CheckResult check() {
      return fault == Fault.DOWN
          ? CheckResult.fail("memory", "down")
          : CheckResult.ok("memory", "there");
    }

    @Override
    public Set<Capability> capabilities() {
      return answersLater
          ? Set.of(
              Capability.OUTCOME_TABLE, Capability.MASTERS, Capability.PREVIEW, Capability.ANSWERS)
          : Set.of(Capability.OUTCOME_TABLE, Capability.MASTERS, Capability.PREVIEW);
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public synchronized Receipt deliver(Attempt attempt) {
      if (fault == Fault.DOWN) {
        throw new AdapterException("MEM-001", ErrorKind.TRANSIENT, "down");
      }
      if (fault == Fault.LOST_BEFORE_COMMIT) {
        fault = Fault.NONE;
        throw new AdapterException(
            "MEM-002",
            ErrorKind.TRANSIENT,
            AdapterException.Outcome.UNKNOWN,
            "lost",
            new RuntimeException());
      }
      for (OutboundDocument document : attempt.documents()) {
        if (content(document).contains("tons=13")) {
          throw new AdapterException("MEM-003", ErrorKind.REJECTED_CONTENT, "unlucky number");
        }
      }
      if (tombstones.contains(attempt.id())) {
        throw new AdapterException("MEM-004", ErrorKind.TRANSIENT, "tombstone");
      }
      outcomes.add(attempt.id());
      for (OutboundDocument document : attempt.documents()) {
        applied.add(document.envelope().businessKey() + " v" + document.envelope().version());
        state.put(document.envelope().businessKey(), content(document));
      }
      if (fault == Fault.LOST_AFTER_COMMIT) {
        fault = Fault.NONE;
        throw new AdapterException(
            "MEM-002",
            ErrorKind.TRANSIENT,
            AdapterException.Outcome.UNKNOWN,
            "lost",
            new RuntimeException());
      }
      return answersLater ? new Receipt(Long.toString(++requests)) : Receipt.DONE;
    }

    private static String content(OutboundDocument document) {
      var order = (io.pipemill.canonical.salesorder.v1.SalesOrder) document.document();
      return "tons=" + order.getNote() + " " + document.envelope().verb();
    }

    @Override
    public Resolution resolve(Attempt attempt) {
      if (outcomes.contains(attempt.id())) {
        return new Resolution(Resolution.Verdict.COMMITTED, answersLater ? "1" : null);
      }
      tombstones.add(attempt.id());
      return new Resolution(Resolution.Verdict.NEVER, null);
    }

    @Override
    public List<Answer> answers(Collection<Request> asked) {
      List<Answer> answers = new ArrayList<>();
      for (Request request : asked) {
        for (OutboundDocument document : request.documents()) {
          String key = document.envelope().businessKey();
          boolean refused = refusedAnswers.contains(key);
          OrderStatus status = new OrderStatus();
          status.setOrderNumber(key);
          status.setStatus("ENTERED");
          status.setStatusAt(Instant.now());
          answers.add(
              new Answer(
                  document.deliveryId(),
                  !refused,
                  refused ? null : "ERP-" + key,
                  refused ? List.of("拒绝 refused") : List.of(),
                  status));
        }
      }
      return answers;
    }

    @Override
    public List<List<RowChange>> preview(List<OutboundDocument> documents) {
      List<List<RowChange>> changes = new ArrayList<>();
      for (OutboundDocument document : documents) {
        String key = document.envelope().businessKey();
        Map<String, String> before =
            state.containsKey(key) ? Map.of("content", state.get(key)) : Map.of();
        changes.add(
            List.of(new RowChange("state", key, before, Map.of("content", content(document)))));
      }
      return changes;
    }

    @Override
    public Map<String, String> known(String master, Set<String> codes) {
      Map<String, String> found = new LinkedHashMap<>();
      codes.stream().filter(customers::contains).forEach(code -> found.put(code, code));
      return found;
    }

    @Override
    public void close() {}
  }
}
