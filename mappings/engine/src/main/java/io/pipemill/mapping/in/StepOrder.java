package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.in.SectionPlan.Planned;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts steps into an order in which every field is there before another is worked out of it. Steps
 * that read a list come after the lists.
 */
final class StepOrder {
  private final SectionPlan section;
  private final Findings findings;
  private final Map<Planned, Boolean> lateness = new HashMap<>();
  private final Set<Planned> visiting = new HashSet<>();
  private final List<Step> early;
  private final List<Step> late;

  private StepOrder(SectionPlan section, List<Step> early, List<Step> late, Findings findings) {
    this.section = section;
    this.early = early;
    this.late = late;
    this.findings = findings;
  }

  static void sort(SectionPlan section, List<Step> early, List<Step> late, Findings findings) {
    StepOrder order = new StepOrder(section, early, late, findings);
    for (Planned planned : section.steps) {
      order.place(planned);
    }
  }

  /** Places a step behind those it reads; true if it is a late one. */
  private boolean place(Planned planned) {
    Boolean known = lateness.get(planned);
    if (known != null) {
      return known;
    }
    if (!visiting.add(planned)) {
      cycle(planned);
      return false;
    }
    boolean isLate = false;
    for (String name : planned.reads()) {
      FieldType field = section.type.child(name);
      isLate |= field != null && field.kind() == FieldKind.LIST;
      for (Planned other : section.steps) {
        if (other != planned && other.writes().equals(name)) {
          isLate |= place(other);
        }
      }
      if (planned.step().path.equals(name)) {
        cycle(planned);
      }
    }
    visiting.remove(planned);
    lateness.put(planned, isLate);
    (isLate ? late : early).add(planned.step());
    return isLate;
  }

  private void cycle(Planned planned) {
    findings.error(
        planned.place(),
        "MAP-033",
        planned.step().path,
        "an expression that does not depend on itself",
        "'" + planned.step().path + "' is worked out of itself");
  }

  /** Fields of an element that are there only after its lists, and the lists. */
  static Set<String> lateNames(SectionPlan section, List<Step> late) {
    Set<String> names = new TreeSet<>();
    for (Planned planned : section.steps) {
      if (late.contains(planned.step())) {
        names.add(planned.writes());
      }
    }
    for (FieldType child : section.type.children()) {
      if (child.kind() == FieldKind.LIST) {
        names.add(child.name());
      }
    }
    return names;
  }

  /** Reports conditions of lists that read what is worked out after the lists. */
  static void checkGuards(SectionPlan section, Set<String> late, Findings findings) {
    for (SectionPlan list : section.lists) {
      Guard guard = list.guard;
      if (guard != null) {
        for (String name : guard.reads) {
          if (late.contains(name)) {
            findings.error(
                guard.place(),
                "MAP-033",
                name,
                "a field that is there before the lists",
                "'" + name + "' is filled after the lists and cannot decide about one");
          }
        }
      }
    }
  }

  /** Reports expressions in lists that read what is worked out after the lists. */
  static void checkHeaderReads(SectionPlan section, Set<String> late, Findings findings) {
    for (SectionPlan list : section.lists) {
      list.headerReads.forEach(
          (name, place) -> {
            if (late.contains(name)) {
              findings.error(
                  place,
                  "MAP-033",
                  "document." + name,
                  "a field that is there before the lists",
                  "'document." + name + "' is filled after the lists and cannot be read in one");
            }
          });
      checkHeaderReads(list, late, findings);
    }
  }
}
