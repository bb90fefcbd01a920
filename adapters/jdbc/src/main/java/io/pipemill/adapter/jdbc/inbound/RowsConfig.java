package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a record or of a group below it come from, as configured.
 *
 * @param name of the group; the table for the root
 * @param table null for a group whose rows are the root's own (one flat table); for a query its
 *     name
 * @param query that stands in the place of the table; null if there is none
 * @param key columns that tell the rows apart, and order them
 * @param changedBy column that rises with every change; null if there is none
 * @param where a condition in SQL; null for all rows
 * @param join columns by which a group belongs to its parent
 * @param columns the mapping uses
 * @param groups below
 * @param place for problems
 */
record RowsConfig(
    String name,
    @Nullable String table,
    @Nullable NamedQuery query,
    List<String> key,
    @Nullable String changedBy,
    @Nullable String where,
    List<Join> join,
    List<String> columns,
    List<RowsConfig> groups,
    String place) {

  /**
   * Equality of a child's column and its parent's: {@code ORDER_NO}, or {@code ORDER_ID=ID} where
   * the names differ.
   */
  record Join(String child, String parent) {
    static Join parse(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Join(text.trim(), text.trim())
          : new Join(text.substring(0, equals).trim(), text.substring(equals + 1).trim());
    }
  }

  /** Reads the {@code source:} section of a mapping; problems are noted there and in the list. */
  static RowsConfig root(Settings source, Columns shape, List<String> problems) {
    NamedQuery query = query(source, problems);
    // what a record is called must not change with the text of the query
    String table = source.required(query == null ? "table" : "name");
    if (query != null && !query.names().isEmpty()) {
      problems.add(
          source.place()
              + ".query: found :"
              + query.names().get(0)
              + ", expected no parameters: there is no record above");
    }
    List<String> key = source.list("key");
    if (key.isEmpty()) {
      problems.add(source.place() + ".key: missing, expected the columns of the key");
    }
    RowsConfig root =
        new RowsConfig(
            table,
            table,
            query,
            key,
            source.text("changedBy"),
            source.text("where"),
            List.of(),
            shape.columns(),
            groups(source, shape, true, problems),
            source.place());
    if (root.groups.stream().filter(g -> g.table == null).count() > 1) {
      problems.add(
          source.place()
              + ": found more than one group without a table, expected one at most: the rows of a"
              + " flat table are one list");
    }
    return root;
  }

  private static @Nullable NamedQuery query(Settings section, List<String> problems) {
    String text = section.text("query");
    if (text == null) {
      return null;
    }
    if (section.has("table")) {
      problems.add(section.place() + ": found table and query, expected one of them");
    }
    return NamedQuery.of(text);
  }

  /** Columns of the record above that a group depends on: by its join, then by its query. */
  List<String> parents() {
    List<String> parents = new ArrayList<>(join.stream().map(Join::parent).toList());
    if (query != null) {
      parents.addAll(query.parameters());
    }
    return parents;
  }

  boolean flat() {
    return groups.stream().anyMatch(g -> g.table == null);
  }

  private static List<RowsConfig> groups(
      Settings parent, Columns shape, boolean root, List<String> problems) {
    List<RowsConfig> groups = new ArrayList<>();
    List<String> declared = new ArrayList<>();
    if (root && parent.has("lines")) {
      declared.add("lines");
      group(parent.section("lines"), "lines", shape, root, groups, problems);
    }
    Settings others = parent.section("groups");
    for (String name : others.keys()) {
      declared.add(name);
      group(others.section(name), name, shape, root, groups, problems);
    }
    for (Map.Entry<String, Columns> used : shape.groups().entrySet()) {
      if (!declared.contains(used.getKey())) {
        Settings undeclared = new Settings(parent.place(), Map.of(), name -> name);
        group(undeclared, used.getKey(), shape, root, groups, problems);
      }
    }
    return groups;
  }

  private static void group(
      Settings section,
      String name,
      Columns parent,
      boolean belowRoot,
      List<RowsConfig> groups,
      List<String> problems) {
    NamedQuery query = query(section, problems);
    String table = query == null ? section.text("table") : name;
    List<Join> join = section.list("join").stream().map(Join::parse).toList();
    List<String> key = section.list("key");
    String where = section.text("where");
    Columns shape = parent.groups().get(name);
    List<RowsConfig> below =
        groups(section, shape == null ? new Columns(List.of(), Map.of()) : shape, false, problems);
    if (shape == null) {
      return; // declared but not used by the mapping: nothing to read
    }
    boolean tied = query != null && !query.names().isEmpty();
    if (table != null && join.isEmpty() && !tied) {
      problems.add(
          section.place()
              + ".join: missing, expected the columns shared with the parent"
              + (query == null ? "" : ", or parameters such as :ORDER_NO in the query"));
    }
    if (table == null && (!belowRoot || !below.isEmpty())) {
      problems.add(section.place() + ".table: missing, expected the table of group " + name);
    }
    groups.add(
        new RowsConfig(
            name, table, query, key, null, where, join, shape.columns(), below, section.place()));
  }
}
