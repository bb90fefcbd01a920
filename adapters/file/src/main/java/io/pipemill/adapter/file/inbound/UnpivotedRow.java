package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One month of a row.
 *
 * @param row as the file has it
 * @param names of all columns, by their place
 */
record UnpivotedRow(Row row, Unpivot.Found found, Unpivot.Turn turn, List<String> names)
    implements Row {

  @Override
  public @Nullable Object value(int column) {
    if (column < found.first()) {
      return row.value(column);
    }
    if (column >= found.values()) {
      return row.value(turn.places()[column - found.values()]);
    }
    boolean last = column > found.first();
    return last && turn.value() instanceof LocalDate day
        ? found.plan().header().last(day)
        : turn.value();
  }

  /** The cell of the month: that is where a wrong value stands. */
  @Override
  public String where() {
    int place = turn.places()[0];
    return row.where(place, names.get(place));
  }

  @Override
  public String where(int column, String name) {
    return row.where(column, name);
  }

  /** What is wrong in the cells of another month is not this record's. */
  @Override
  public List<Violation> problems(RowLayout layout, IntPredicate columns) {
    return row.problems(layout, column -> ofTurn(column) && columns.test(column));
  }

  private boolean ofTurn(int column) {
    if (!found.across().get(column)) {
      return true;
    }
    for (int place : turn.places()) {
      if (place == column) {
        return true;
      }
    }
    return false;
  }
}
