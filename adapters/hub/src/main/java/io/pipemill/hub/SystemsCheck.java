package io.pipemill.hub;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.ExternalSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks external systems their health question without a running node. */
public final class SystemsCheck {
  private SystemsCheck() {}

  /** Every source and target, and what is wrong with systems that a node would leave out. */
  public static List<CheckResult> ask(Collection<ExternalSystem> systems, AdapterContext context) {
    HubAssembly assembly = new HubAssembly((system, document) -> 0, context);
    Topology topology = assembly.assemble(systems);
    List<CheckResult> results = new ArrayList<>();
    assembly.problems().forEach(p -> results.add(CheckResult.fail("configuration", p)));
    for (Flow flow : topology.flows()) {
      try (SourceAdapter source = flow.source()) {
        if (source != null) {
          results.add(Hub.asked(flow.routeId(), source::check));
        }
      }
    }
    for (Target target : topology.targets()) {
      try (var adapter = target.adapter()) {
        results.add(Hub.asked(target.id(), adapter::check));
      }
    }
    return results;
  }
}
