package io.pipemill.hub.replay;

import io.pipemill.adapter.Capability;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.delivery.Handover;
import io.pipemill.hub.delivery.Loading;
import io.pipemill.hub.intake.Drafting;
import io.pipemill.hub.intake.Redraft;
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
   *     superseded (a newer version is there), impossible
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
    List<Outcome> outcomes = new ArrayList<>(documents.size());
    for (UUID id : documents) {
      Redraft redraft = drafting.again(id, edits);
      Outcome ready = check(redraft);
      if (ready != null) {
        outcomes.add(ready);
        continue;
      }
      Flow flow = Objects.requireNonNull(redraft.flow());
      Map<String, List<RowChange>> changes = new LinkedHashMap<>();
      Map<Long, List<Violation>> problems = new LinkedHashMap<>();
      for (Target target : targets(flow)) {
        OutboundDocument document =
            Loading.map(
                target,
                flow.document(),
                0,
                redraft.envelope(),
                redraft.document(),
                redraft.fingerprint(),
                problems);
        if (document != null && target.adapter().capabilities().contains(Capability.PREVIEW)) {
          changes.put(target.id(), target.adapter().preview(List.of(document)).get(0));
        }
      }
      if (problems.isEmpty()) {
        int rows = changes.values().stream().mapToInt(List::size).sum();
        outcomes.add(
            new Outcome(id, States.ROUTED, "would change " + rows + " rows", List.of(), changes));
      } else {
        outcomes.add(
            new Outcome(
                id,
                States.REJECTED,
                "still wrong",
                problems.getOrDefault(0L, List.of()),
                Map.of()));
      }
    }
    return outcomes;
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
        if (ready.result().equals(States.REJECTED)) {
          store.inTransaction(
              connection -> {
                replays.stillWrong(connection, redraft, actor);
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
    if (!redraft.problems().isEmpty()) {
      return new Outcome(
          redraft.id(), States.REJECTED, "still wrong", redraft.problems(), Map.of());
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
    Outcome outcome =
        store.inTransaction(
            connection -> {
              waiting.clear();
              return replays.send(connection, redraft, flow, targets(flow), actor, waiting);
            });
    handover.offer(waiting, Map.of());
    return outcome;
  }

  private List<Target> targets(Flow flow) {
    return topology.get().targetsFor(flow.document(), flow.system().id(), flow.system().id());
  }

  /**
   * Where a value of a document came from, by the mapping version of that time over the stored
   * record.
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
    return mapping.explain(record, path, Lookups.ALL_KNOWN);
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
