package io.pipemill.control.mappings;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.bundle.NamedLists;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.propose.Proposal;
import io.pipemill.mapping.propose.Proposals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The code lists of one system as it runs, and what values missing in them probably mean. */
final class SystemLists {
  private final ExternalSystem system;
  private final Map<String, CodeList> lists = new TreeMap<>();
  private final Map<List<Object>, Proposals> proposals = new HashMap<>();

  SystemLists(ExternalSystem system) {
    this.system = system;
    system.in().values().forEach(m -> NamedLists.of(m.bundle()).forEach(lists::putIfAbsent));
    system.out().values().forEach(m -> NamedLists.of(m.bundle()).forEach(lists::putIfAbsent));
  }

  Set<String> names() {
    return lists.keySet();
  }

  @Nullable CodeList list(String name) {
    return lists.get(name);
  }

  /** The values a field of a document takes; empty if any. */
  Set<String> enumeration(String document, String field) {
    for (InboundMapping mapping : system.in().values()) {
      DocumentType type = mapping.document();
      if (type.name().name().equals(document)) {
        FieldType at = type.root();
        for (String part : field.replaceAll("\\[\\d+]", "").split("\\.")) {
          at = at == null ? null : at.child(part);
        }
        return at == null ? Set.of() : new TreeSet<>(at.codes());
      }
    }
    return Set.of();
  }

  /** By which date entries with one count where a list is named; empty if nowhere by any. */
  String codesAsOf(String list) {
    for (InboundMapping mapping : system.in().values()) {
      if (NamedLists.of(mapping.bundle()).containsKey(list) && !mapping.codesAsOf().isEmpty()) {
        return mapping.codesAsOf();
      }
    }
    return "";
  }

  /**
   * What a value probably means: canonical codes, or on the way out words of the system.
   *
   * @param field it was to go to
   */
  List<Proposal> propose(
      String list, String value, boolean outbound, String document, String field) {
    CodeList named = lists.get(list);
    if (named == null) {
      return List.of();
    }
    Set<String> enumeration = outbound ? Set.of() : enumeration(document, field);
    return proposals
        .computeIfAbsent(
            List.of(list, outbound, enumeration),
            key -> outbound ? Proposals.words(named) : Proposals.canonical(named, enumeration))
        .of(value);
  }
}
