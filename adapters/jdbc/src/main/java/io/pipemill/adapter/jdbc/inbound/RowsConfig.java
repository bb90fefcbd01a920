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
 * @param table null for a group whose rows are the root's own (one flat table)
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
    String table = source.required("table");
    List<String> key = source.list("key");
    if (key.isEmpty()) {
      problems.add(source.place() + ".key: missing, expected the columns of the key");
    }
    RowsConfig root =
        new RowsConfig(
            table,
            table,
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
    String table = section.text("table");
    List<Join> join = section.list("join").stream().map(Join::parse).toList();
    List<String> key = section.list("key");
    String where = section.text("where");
    Columns shape = parent.groups().get(name);
    List<RowsConfig> below =
        groups(section, shape == null ? new Columns(List.of(), Map.of()) : shape, false, problems);
    if (shape == null) {
      return; // declared but not used by the mapping: nothing to read
    }
    if (table != null && join.isEmpty()) {
      problems.add(section.place() + ".join: missing, expected the columns shared with the parent");
    }
    if (table == null && (!belowRoot || !below.isEmpty())) {
      problems.add(section.place() + ".table: missing, expected the table of group " + name);
    }
    groups.add(
        new RowsConfig(
            name, table, key, null, where, join, shape.columns(), below, section.place()));
  }
}
