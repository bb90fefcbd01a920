package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.BadCell;
import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A row whose cells were read one by one: of a table, or of fixed width.
 *
 * @param where its place: {@code record 12}, {@code line 12}
 * @param cells by place; a {@link BadCell} where a value should be
 * @param broken what is wrong with the row as a whole; null if nothing
 */
record CellRow(String where, @Nullable Object[] cells, @Nullable Violation broken) implements Row {

  @Override
  public @Nullable Object value(int column) {
    Object cell = column < cells.length ? cells[column] : null;
    return cell instanceof BadCell ? null : cell;
  }

  /** The place of one of its cells. */
  public String where(int column, String name) {
    return where + ", column " + name;
  }

  @Override
  public List<Violation> problems(RowLayout layout) {
    return problems(layout, column -> true);
  }

  /** The same of some columns only; of the row as a whole in any case. */
  public List<Violation> problems(RowLayout layout, IntPredicate columns) {
    if (broken != null) {
      return List.of(broken);
    }
    List<Violation> problems = List.of();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof BadCell bad && columns.test(i)) {
        problems = problems.isEmpty() ? new ArrayList<>() : problems;
        String name = layout.names().get(i);
        problems.add(bad.in(name, where(i, name)));
      }
    }
    return problems;
  }
}
