package io.pipemill.hub.replay;

import io.pipemill.adapter.Capability;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.delivery.Handover;
import io.pipemill.hub.delivery.Loading;
import io.pipemill.hub.intake.Drafting;
import io.pipemill.hub.intake.Redraft;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.DocumentRow;
import io.pipemill.hub.store.HubStore;
import io.pipemill.mapping.Explanation;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.MappingCompiler;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends documents again: rejected, dead-lettered or delivered ones, one or many, as they are or
 * with fields edited; with a dry run that shows the rows that would change. A replay moves a
 * document between states and is never counted as read.
 */
public final class Replay {
  private final HubStore store;
  private final Supplier<Topology> topology;
  private final Drafting drafting;
  private final ReplayStore replays;
  private final Handover handover;
  private final MappingCompiler compiler;

  public Replay(
      HubStore store,
      Supplier<Topology> topology,
      Drafting drafting,
      ReplayStore replays,
      Handover handover,
      MappingCompiler compiler) {
    this.store = store;
    this.topology = topology;
    this.drafting = drafting;
    this.replays = replays;
    this.handover = handover;
    this.compiler = compiler;
  }

  /**
   * What a replay did, or would do.
   *
   * @param result routed, unchanged (the target has it so), rejected (still wrong), held,
   *     superseded (a newer version is there), filtered (the mapping leaves it out), impossible
   * @param message why, for a person
   * @param problems what is still wrong
   * @param changes rows that would change, by target; only in a dry run
   */
  public record Outcome(
      UUID document,
      String result,
      String message,
      List<Violation> problems,
      Map<String, List<RowChange>> changes) {

    static Outcome of(UUID document, String result, String message) {
      return new Outcome(document, result, message, List.of(), Map.of());
    }
  }

  /** Shows what a replay would change at the targets, without changing anything. */
  public List<Outcome> preview(List<UUID> documents, Map<String, String> edits) {
    return preview(documents, edits, UnaryOperator.identity());
  }

  /**
   * The same for flows that are not as they are now.
   *
   * @param as the flow as it would be
   */
  public List<Outcome> preview(
      List<UUID> documents, Map<String, String> edits, UnaryOperator<Flow> as) {
    List<Outcome> outcomes = new ArrayList<>(documents.size());
    for (UUID id : documents) {
      Redraft redraft = drafting.again(id, edits, as);
      Outcome ready = check(redraft);
      if (ready != null) {
        outcomes.add(ready);
        continue;
      }
      outcomes.add(predicted(redraft, Objects.requireNonNull(redraft.flow())));
    }
    return outcomes;
  }

  private Outcome predicted(Redraft redraft, Flow flow) {
    UUID id = redraft.id();
    ReplayStore.Leave leave =
        store.inTransaction(connection -> replays.mayLeave(connection, redraft, flow));
    if (leave.refused() != null) {
      return leave.refused();
    }
    Map<String, List<RowChange>> changes = new LinkedHashMap<>();
    Map<Long, List<Violation>> problems = new LinkedHashMap<>();
    if (leave.held() == null) {
      changes(
          flow.document(),
          flow,
          redraft.envelope(leave.version()),
          redraft.document(),
          redraft.fingerprint(),
          changes,
          problems);
    }
    for (DocumentEntry master : leave.masters()) {
      changes(
          master.envelope().document(),
          flow,
          master.envelope(),
          Objects.requireNonNull(master.document()),
          Objects.requireNonNull(master.fingerprint()),
          changes,
          problems);
    }
    if (!problems.isEmpty()) {
      return new Outcome(
          id, States.REJECTED, "still wrong", problems.getOrDefault(0L, List.of()), Map.of());
    }
    int rows = changes.values().stream().mapToInt(List::size).sum();
    return leave.held() == null
        ? new Outcome(id, States.ROUTED, "would change " + rows + " rows", List.of(), changes)
        : new Outcome(
            id,
            States.HELD,
            leave.held() + ": " + rows + " rows would change first, its own when that is there",
            List.of(),
            changes);
  }

  private void changes(
      DocumentName name,
      Flow flow,
      Envelope envelope,
      Object document,
      byte[] fingerprint,
      Map<String, List<RowChange>> changes,
      Map<Long, List<Violation>> problems) {
    for (Target target : targets(name, flow)) {
      OutboundDocument mapped =
          Loading.map(target, name, 0, envelope, document, fingerprint, problems);
      if (mapped != null && target.adapter().capabilities().contains(Capability.PREVIEW)) {
        changes
            .computeIfAbsent(target.id(), t -> new ArrayList<>())
            .addAll(target.adapter().preview(List.of(mapped)).get(0));
      }
    }
  }

  /**
   * Sends documents again.
   *
   * @param edits source columns ({@code CUST_CD}, {@code lines[2].NET_TON}) with their new values;
   *     for one document
   * @param actor who does it, for the timeline
   */
  public List<Outcome> replay(List<UUID> documents, Map<String, String> edits, String actor) {
    List<Outcome> outcomes = new ArrayList<>(documents.size());
    for (UUID id : documents) {
      Redraft redraft = drafting.again(id, edits);
      Outcome ready = check(redraft);
      if (ready == null) {
        outcomes.add(send(redraft, actor));
      } else {
        if (redraft.leftOut() != null || ready.result().equals(States.REJECTED)) {
          store.inTransaction(
              connection -> {
                replays.settle(connection, redraft, actor);
                return null;
              });
        }
        outcomes.add(ready);
      }
    }
    return outcomes;
  }

  private static @Nullable Outcome check(Redraft redraft) {
    if (redraft.impossible() != null) {
      return Outcome.of(redraft.id(), "impossible", redraft.impossible());
    }
    if (redraft.leftOut() != null) {
      return Outcome.of(
          redraft.id(),
          redraft.sent() ? "impossible" : States.FILTERED,
          "the mapping leaves it out: "
              + redraft.leftOut()
              + (redraft.sent() ? "; it was sent before, so a person must decide" : ""));
    }
    if (!redraft.problems().isEmpty()) {
      return new Outcome(
          redraft.id(),
          States.REJECTED,
          redraft.wasGood() ? "wrong now" : "still wrong",
          redraft.problems(),
          Map.of());
    }
    if (redraft.delivered() && redraft.unchanged()) {
      return Outcome.of(
          redraft.id(), "unchanged", "mapped again it is what was delivered: nothing is sent");
    }
    return null;
  }

  private Outcome send(Redraft redraft, String actor) {
    Flow flow = Objects.requireNonNull(redraft.flow());
    List<Outbox.Waiting> waiting = new ArrayList<>();
    Map<Long, DocumentEntry> entries = new LinkedHashMap<>();
    Outcome outcome =
        store.inTransaction(
            connection -> {
              waiting.clear();
              entries.clear();
              return replays.send(
                  connection,
                  redraft,
                  flow,
                  targets(flow.document(), flow),
                  actor,
                  waiting,
                  entries);
            });
    handover.offer(waiting, entries);
    return outcome;
  }

  private List<Target> targets(DocumentName document, Flow flow) {
    return topology.get().targetsFor(document, flow.system().id(), flow.system().id());
  }

  /**
   * Where a value of a document came from, by the mapping version of that time over the stored
   * record; look-ups in other systems answer as they do now.
   *
   * @throws IllegalArgumentException if the document has no stored record or mapping, or the path
   *     is none of its fields
   */
  public Explanation explain(UUID id, String path) {
    DocumentRow row = store.inSession(session -> session.get(DocumentRow.class, id));
    if (row == null) {
      throw new IllegalArgumentException("document " + id + " is unknown");
    }
    var record = drafting.record(id);
    if (record == null && row.purgedAt != null) {
      throw new IllegalArgumentException(
          "document "
              + id
              + " cannot be explained: its payload was purged at "
              + row.purgedAt
              + ", its retention being over");
    }
    if (record == null || row.mappingVersion == null) {
      throw new IllegalArgumentException("document " + id + " was not made by a mapping");
    }
    byte[] bundle =
        store.inTransaction(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select bundle from mapping_version where version = ?")) {
                select.setString(1, row.mappingVersion);
                try (ResultSet found = select.executeQuery()) {
                  return found.next() ? found.getBytes(1) : null;
                }
              }
            });
    if (bundle == null) {
      throw new IllegalArgumentException(
          "mapping version " + row.mappingVersion + " is not in the store");
    }
    InboundMapping mapping = compiler.compile(bundle);
    Flow flow = topology.get().flow(row.flowId);
    return mapping.explain(record, path, flow == null ? Lookups.ALL_KNOWN : drafting.lookups(flow));
  }

  /**
   * Lets newer versions pass a failed one, where the system's policy is that every version must
   * arrive.
   */
  public int release(UUID document, String actor) {
    List<Outbox.Waiting> waiting = new ArrayList<>();
    int released =
        store.inTransaction(
            connection -> {
              waiting.clear();
              return replays.release(connection, document, actor, topology.get(), waiting);
            });
    handover.offer(waiting, Map.of());
    return released;
  }
}
