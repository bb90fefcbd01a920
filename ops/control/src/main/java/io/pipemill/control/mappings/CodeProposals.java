package io.pipemill.control.mappings;

import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.timeline.DocumentQueries.Wrong;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.propose.Proposal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the unknown values of one document probably mean. */
public final class CodeProposals {
  private final CodesInForce codes;
  private final Map<String, SystemLists> lists = new HashMap<>();

  public CodeProposals(CodesInForce codes) {
    this.codes = codes;
  }

  /**
   * @param systems where it comes from, then the targets that reject it
   * @param document type of the document
   * @return likeliest first; empty if the problem is not about a value a code list does not have
   */
  public List<Proposal> of(List<String> systems, String document, Wrong wrong) {
    String list = wrong.list();
    String value = wrong.value();
    if (list == null || value == null || !wrong.code().equals("MAP-103")) {
      return List.of();
    }
    for (int i = systems.size() - 1; i >= 0; i--) {
      ExternalSystem system = codes.system(systems.get(i));
      if (system != null) {
        SystemLists known = lists.computeIfAbsent(system.id(), id -> new SystemLists(system));
        if (known.list(list) != null) {
          String field = wrong.field() == null ? "" : wrong.field();
          return known.propose(list, value, i > 0, document, field);
        }
      }
    }
    return List.of();
  }
}
