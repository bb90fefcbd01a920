package io.pipemill.adapter.ebs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item in an inventory organization. */
record ItemKey(long organization, String code) {

  @Override
  public String toString() {
    return "SEGMENT1=" + code + ", ORGANIZATION_ID=" + organization;
  }

  /** Item codes of one organization, as one statement asks for them. */
  record Group(long organization, List<String> codes) {}

  static List<Group> groups(Dialect dialect, Collection<ItemKey> keys) {
    Map<Long, List<String>> codes = new LinkedHashMap<>();
    for (ItemKey key : keys) {
      codes.computeIfAbsent(key.organization, k -> new ArrayList<>()).add(key.code);
    }
    List<Group> groups = new ArrayList<>();
    codes.forEach(
        (organization, all) ->
            dialect.parts(all).forEach(part -> groups.add(new Group(organization, part))));
    return groups;
  }
}
