package io.pipemill.hub.crosswalk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which codes are the same by decisions of people, through third systems too; and which pairs they
 * refused.
 */
public final class SameCodes {
  private record Code(String system, String code) {}

  private final Map<Code, TreeMap<String, String>> groups = new HashMap<>();
  private final Set<Set<Code>> refused = new HashSet<>();

  public SameCodes(List<CrosswalkPair> pairs) {
    for (CrosswalkPair pair : pairs) {
      Code a = new Code(pair.systemA(), pair.codeA());
      Code b = new Code(pair.systemB(), pair.codeB());
      if (pair.accepted()) {
        TreeMap<String, String> one = group(a);
        TreeMap<String, String> two = group(b);
        one.putAll(two);
        new ArrayList<>(two.entrySet())
            .forEach(entry -> groups.put(new Code(entry.getKey(), entry.getValue()), one));
      } else {
        refused.add(Set.of(a, b));
      }
    }
  }

  private TreeMap<String, String> group(Code code) {
    return groups.computeIfAbsent(code, c -> new TreeMap<>(Map.of(c.system(), c.code())));
  }

  /** Codes of the same thing by system, its own among them. */
  public Map<String, String> of(String system, String code) {
    Map<String, String> group = groups.get(new Code(system, code));
    return group == null ? Map.of(system, code) : group;
  }

  /** Whether nothing is left to be decided about two codes. */
  public boolean decided(String systemA, String codeA, String systemB, String codeB) {
    return refused.contains(Set.of(new Code(systemA, codeA), new Code(systemB, codeB)))
        || of(systemA, codeA).containsKey(systemB)
        || of(systemB, codeB).containsKey(systemA)
        || contradiction(systemA, codeA, systemB, codeB) != null;
  }

  /**
   * A system in which two codes would be one thing if these were the same: then a look-up had two
   * answers. Null if there is none.
   */
  public @Nullable String contradiction(
      String systemA, String codeA, String systemB, String codeB) {
    Map<String, String> two = of(systemB, codeB);
    for (Map.Entry<String, String> one : of(systemA, codeA).entrySet()) {
      String there = two.get(one.getKey());
      if (there != null && !there.equals(one.getValue())) {
        return one.getKey();
      }
    }
    return null;
  }
}
