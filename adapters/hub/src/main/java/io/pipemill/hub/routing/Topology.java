package io.pipemill.hub.routing;

import io.pipemill.canonical.DocumentName;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.OutboundMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All flows and targets of this node, and who gets which document. */
public final class Topology {
  private final List<Flow> flows;
  private final Map<String, Target> targets;
  private final Map<Integer, Flow> flowsById = new TreeMap<>();

  public Topology(List<Flow> flows, Map<String, Target> targets) {
    this.flows = List.copyOf(flows);
    this.targets = new TreeMap<>(targets);
    flows.forEach(flow -> flowsById.put(flow.id(), flow));
  }

  /** The same flows and targets, with the mappings of some systems compiled anew. */
  public Topology with(Map<String, ExternalSystem> recoded) {
    List<Flow> all = new ArrayList<>(flows.size());
    for (Flow flow : flows) {
      ExternalSystem system = recoded.get(flow.system().id());
      all.add(system == null ? flow : flow.with(system));
    }
    recoded.forEach(
        (id, system) -> {
          Target target = targets.get(id);
          if (target != null) {
            target.system(system);
          }
        });
    return new Topology(all, targets);
  }

  public List<Flow> flows() {
    return flows;
  }

  public Collection<Target> targets() {
    return targets.values();
  }

  public @Nullable Target target(String id) {
    return targets.get(id);
  }

  public @Nullable Flow flow(int id) {
    return flowsById.get(id);
  }

  public @Nullable Flow flow(String system, DocumentName document) {
    for (Flow flow : flows) {
      if (flow.system().id().equals(system) && flow.document().equals(document)) {
        return flow;
      }
    }
    return null;
  }

  private static boolean takes(Target target, DocumentName document, String owner) {
    OutboundMapping mapping = target.mappings().get(document);
    return mapping != null && (!mapping.onlyOwn() || target.id().equals(owner));
  }

  /**
   * Who gets a document.
   *
   * @param owner the system whose object it is about: the sender, or for an answer the system that
   *     had asked
   */
  public List<Target> targetsFor(DocumentName document, String sender, String owner) {
    return targets.values().stream()
        .filter(target -> !target.id().equals(sender) && takes(target, document, owner))
        .toList();
  }
}
