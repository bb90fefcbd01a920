package io.pipemill.adapter.jdbc.inbound;

import static java.util.stream.Collectors.joining;

import io.pipemill.adapter.jdbc.internal.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The SQL over one plan, for PostgreSQL. Parameters are texts, or arrays of texts, cast to the
 * column's type by the database, so that any type may be a key.
 */
final class SourceSql {
  private final RowsPlan plan;
  private final List<Column> order = new ArrayList<>();

  SourceSql(RowsPlan plan) {
    this.plan = plan;
    if (plan.changedBy() != null) {
      order.add(plan.changedBy());
    }
    order.addAll(plan.keys());
  }

  /** Full rows behind a place; parameters: the place unless from the beginning, and the limit. */
  String newer(boolean fromBeginning) {
    return "select "
        + columns(plan)
        + mark(plan)
        + from(plan)
        + condition(fromBeginning ? null : beyond(order, ">"))
        + " order by "
        + list(order)
        + " limit ?";
  }

  /**
   * Keys and marks of rows in (from, upto]; parameters: floor, cursor, upto as far as they are
   * there, then the limit.
   */
  String marks(boolean floor, boolean cursor, boolean upto) {
    Column changed = Objects.requireNonNull(plan.changedBy());
    List<String> conditions = new ArrayList<>();
    if (floor) {
      conditions.add(column(changed) + " >= " + parameter(changed));
    }
    if (cursor) {
      conditions.add(beyond(order, ">"));
    }
    if (upto) {
      conditions.add(beyond(order, "<="));
    }
    String all = conditions.isEmpty() ? null : String.join(" and ", conditions);
    if (!plan.flat()) {
      return "select " + list(order) + mark(plan) + from(plan) + condition(all) + tail();
    }
    String count = plan.marked() ? ", count(*) || '.' || max(t.xmin::text::int8)" : ", count(*)";
    return "select "
        + list(order)
        + count
        + from(plan)
        + condition(all)
        + " group by "
        + list(order)
        + tail();
  }

  /**
   * Full rows for a list of keys, in the list's order; parameters: one array per key column. The
   * column behind the selected ones and the mark is the place in the list, from 1.
   */
  String byKeys(boolean filtered) {
    return "select "
        + columns(plan)
        + mark(plan)
        + ", p.pm_n"
        + from(plan)
        + " join "
        + unnest(plan.keys())
        + " on "
        + equal(plan.keys())
        + (filtered ? condition(null) : "")
        + " order by p.pm_n"
        + flatOrder();
  }

  /** Rows of a group for a list of parents, in the list's order and by key; parameters as above. */
  static String children(RowsPlan group) {
    String key = group.keys().stream().map(SourceSql::column).collect(joining(", "));
    String on = group.join().isEmpty() ? "true" : equal(group.join());
    NamedQuery query = group.config().query();
    String from =
        query == null || query.names().isEmpty()
            ? group.table().quoted() + " t join " + unnest(group.joinTypes())
            // one statement all the same: the database runs the query for each parent
            : unnest(group.joinTypes()) + " join lateral " + group.table().quoted() + " t";
    return "select "
        + columns(group)
        + ", p.pm_n from "
        + from
        + " on "
        + on
        + where(group)
        + " order by p.pm_n"
        + (key.isEmpty() ? "" : ", " + key);
  }

  /**
   * Keys behind a key in the order of the key, with changedBy, number of rows (flat tables) and
   * mark; parameters: the key unless from the beginning, and the limit.
   */
  String keyPage(boolean fromBeginning) {
    Column changed = plan.changedBy();
    String key = list(plan.keys());
    String value = changed == null ? "null" : column(changed);
    return "select "
        + key
        + (plan.flat() && changed != null
            ? ", max(" + value + "), count(*), null"
            : ", " + value + ", null" + (plan.flat() ? ", null" : mark(plan)))
        + from(plan)
        + " where "
        + filter()
        + (fromBeginning ? "" : " and " + beyond(plan.keys(), ">"))
        + (plan.flat() ? " group by " + key : "")
        + " order by "
        + key
        + " limit ?";
  }

  /** The places in a list of keys (from 1) that are there; whatever the filter says of them. */
  String existing() {
    return "select distinct p.pm_n"
        + from(plan)
        + " join "
        + unnest(plan.keys())
        + " on "
        + equal(plan.keys());
  }

  private String flatOrder() {
    for (RowsPlan group : plan.groups()) {
      if (group.config().table() == null && !group.keys().isEmpty()) {
        return ", " + list(group.keys());
      }
    }
    return "";
  }

  private String tail() {
    return " order by " + list(order) + " limit ?";
  }

  /** The filter, and changedBy being a real point in the order. */
  private String condition(@Nullable String more) {
    String condition = filter();
    Column changed = plan.changedBy();
    if (changed != null) {
      condition +=
          ChangeOrder.of(changed).timed()
              ? " and isfinite(" + column(changed) + ")"
              : " and " + column(changed) + " is not null";
    }
    return " where " + condition + (more == null ? "" : " and " + more);
  }

  private String filter() {
    String where = plan.config().where();
    return where == null ? "true" : "(" + where + ")";
  }

  private static String where(RowsPlan group) {
    String where = group.config().where();
    return where == null ? "" : " where (" + where + ")";
  }

  private static String from(RowsPlan plan) {
    return " from " + plan.table().quoted() + " t";
  }

  private static String columns(RowsPlan plan) {
    return list(plan.selected());
  }

  private static String mark(RowsPlan plan) {
    return plan.marked() ? ", t.xmin::text" : ", null::text";
  }

  private static String beyond(List<Column> columns, String comparison) {
    return "("
        + list(columns)
        + ") "
        + comparison
        + " ("
        + each(columns, SourceSql::parameter)
        + ")";
  }

  private static String unnest(List<Column> columns) {
    String names = names(columns);
    return "unnest("
        + each(columns, column -> "?::" + column.typeName() + "[]")
        + ") with ordinality as p("
        + names
        + ", pm_n)";
  }

  private static String names(List<Column> columns) {
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= columns.size(); i++) {
      names.append(i == 1 ? "pm_k" : ", pm_k").append(i);
    }
    return names.toString();
  }

  private static String equal(List<Column> columns) {
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      equal.append(i == 0 ? "" : " and ").append(column(columns.get(i)));
      equal.append(" = p.pm_k").append(i + 1);
    }
    return equal.toString();
  }

  private static String list(List<Column> columns) {
    return each(columns, SourceSql::column);
  }

  private static String each(List<Column> columns, Function<Column, String> text) {
    return columns.stream().map(text).collect(joining(", "));
  }

  private static String column(Column column) {
    return "t." + column.quoted();
  }

  private static String parameter(Column column) {
    return "?::" + column.typeName();
  }
}
