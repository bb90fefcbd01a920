package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an engine writes a column in its canonical form.
 *
 * @param column the column
 * @param rule the rule Java follows for the same; null if refused
 * @param form SQL expression of the form as text, never NULL; null if refused
 * @param remarks what there is to say
 */
public record ColumnPlan(
    TableColumn column, @Nullable ColumnRule rule, @Nullable String form, List<Remark> remarks) {

  static ColumnPlan refused(TableColumn column, Remark remark) {
    return new ColumnPlan(column, null, null, List.of(remark));
  }

  static ColumnPlan of(TableColumn column, ColumnRule rule, String form, Remark... remarks) {
    return new ColumnPlan(column, rule, form, List.of(remarks));
  }

  ColumnPlan and(boolean holds, Remark remark) {
    if (!holds) {
      return this;
    }
    List<Remark> all = new ArrayList<>(remarks);
    all.add(remark);
    return new ColumnPlan(column, rule, form, all);
  }

  /** The worst of its remarks. */
  public Exactness exactness() {
    return remarks.stream()
        .map(Remark::exactness)
        .max(Comparator.naturalOrder())
        .orElse(Exactness.EXACT);
  }
}
