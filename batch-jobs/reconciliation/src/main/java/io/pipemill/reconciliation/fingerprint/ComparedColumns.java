package io.pipemill.reconciliation.fingerprint;

import io.pipemill.reconciliation.fingerprint.ComparisonRefusedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of two tables side by side, in one order.
 *
 * @param left plans of the left side's columns
 * @param right plans of the right side's, the same columns in the same places
 * @param keys which of the places are the key
 */
record ComparedColumns(List<ColumnPlan> left, List<ColumnPlan> right, List<Integer> keys) {

  /**
   * @param options what is asked of all columns
   * @param ofColumns what is asked of some, by their name
   * @throws ComparisonRefusedException with every reason
   */
  static ComparedColumns of(
      ComparedTable left,
      ComparedTable right,
      List<String> key,
      Collection<String> ignored,
      ColumnOptions options,
      Map<String, ColumnOptions> ofColumns) {
    List<Reason> reasons = new ArrayList<>();
    known(left, "left", reasons);
    known(right, "right", reasons);
    if (!reasons.isEmpty()) {
      throw new ComparisonRefusedException(reasons);
    }
    Set<String> out = new HashSet<>();
    ignored.forEach(name -> out.add(upper(name)));
    for (String name : key) {
      out.remove(upper(name));
      if (left.column(name) == null || right.column(name) == null) {
        reasons.add(
            new Reason("no-column", left.column(name) == null ? "left" : "right", name, ""));
      }
    }
    Map<String, ColumnOptions> asked = new HashMap<>();
    ofColumns.forEach(
        (name, one) -> {
          asked.put(upper(name), one);
          if (left.column(name) == null && right.column(name) == null) {
            reasons.add(new Reason("no-column", "", name, ""));
          }
        });
    FingerprintSql sql = new FingerprintSql(Engine.POSTGRESQL);
    List<ColumnPlan> lefts = new ArrayList<>();
    List<ColumnPlan> rights = new ArrayList<>();
    for (TableColumn column : left.columns()) {
      TableColumn other = right.column(column.name());
      if (out.contains(upper(column.name()))) {
        continue;
      }
      if (other == null) {
        oneSide(reasons, "left", column);
        continue;
      }
      ColumnOptions both =
          asked.getOrDefault(upper(column.name()), ColumnOptions.NONE).and(options);
      ColumnPlan plan = plan(sql, column, both);
      ColumnPlan there = plan(sql, other, both);
      refused(reasons, "left", plan);
      refused(reasons, "right", there);
      if (plan.rule() != null
          && there.rule() != null
          && plan.rule().kind() != there.rule().kind()) {
        reasons.add(new Reason("kind", "", column.name(), column.type() + " | " + other.type()));
      }
      lefts.add(plan);
      rights.add(there);
    }
    for (TableColumn column : right.columns()) {
      if (left.column(column.name()) == null && !out.contains(upper(column.name()))) {
        oneSide(reasons, "right", column);
      }
    }
    List<Integer> places = new ArrayList<>();
    for (String name : key) {
      for (int i = 0; i < lefts.size(); i++) {
        if (upper(lefts.get(i).column().name()).equals(upper(name))) {
          places.add(i);
        }
      }
    }
    if (!reasons.isEmpty()) {
      throw new ComparisonRefusedException(reasons);
    }
    return new ComparedColumns(lefts, rights, places);
  }

  private static void known(ComparedTable table, String side, List<Reason> reasons) {
    if (table.columns().isEmpty()) {
      reasons.add(new Reason("no-table", side, table.table(), ""));
    }
  }

  private static void oneSide(List<Reason> reasons, String side, TableColumn column) {
    reasons.add(new Reason("one-side", side, column.name(), column.type().toString()));
  }

  private static ColumnPlan plan(FingerprintSql sql, TableColumn column, ColumnOptions options) {
    return sql.plan(
            List.of(new TableColumn(column.name(), column.quoted(), column.type(), options)))
        .get(0);
  }

  private static void refused(List<Reason> reasons, String side, ColumnPlan plan) {
    if (plan.exactness() == Exactness.REFUSED) {
      reasons.add(
          new Reason(
              "refused",
              side,
              plan.column().name(),
              plan.column().type() + " " + plan.remarks().get(0).name()));
    }
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** The plans of the key's places. */
  List<ColumnPlan> key(List<ColumnPlan> side) {
    return keys.stream().map(side::get).toList();
  }
}
