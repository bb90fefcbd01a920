package io.pipemill.adapter.ebs;

import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What identifies an order across its versions: source, reference and operating unit. With
 * CHANGE_SEQUENCE it is the natural key of an interface row.
 */
record OrderKey(long source, String ref, long org) {

  @Override
  public String toString() {
    return "ORIG_SYS_DOCUMENT_REF=" + ref + ", ORDER_SOURCE_ID=" + source + ", ORG_ID=" + org;
  }

  /**
   * Orders of one source and operating unit, as one statement asks for them: a batch of one system
   * is one group, and a condition on the reference alone is one every database finds its index for.
   */
  record Group(long source, long org, List<String> refs) {

    /** The condition on ORIG_SYS_DOCUMENT_REF, ORDER_SOURCE_ID and ORG_ID. */
    String condition(Dialect dialect) {
      return dialect.in("orig_sys_document_ref", refs.size(), KeyType.TEXT)
          + " and order_source_id = ? and org_id = ?";
    }

    int bind(Dialect dialect, PreparedStatement statement, int at) throws SQLException {
      int next = dialect.bind(statement, at, refs, KeyType.TEXT);
      statement.setLong(next, source);
      statement.setLong(next + 1, org);
      return next + 2;
    }
  }

  static List<Group> groups(Dialect dialect, Collection<OrderKey> keys) {
    Map<List<Long>, List<String>> refs = new LinkedHashMap<>();
    for (OrderKey key : keys) {
      refs.computeIfAbsent(List.of(key.source, key.org), k -> new ArrayList<>()).add(key.ref);
    }
    List<Group> groups = new ArrayList<>();
    refs.forEach(
        (of, all) ->
            dialect.parts(all).forEach(part -> groups.add(new Group(of.get(0), of.get(1), part))));
    return groups;
  }
}
