package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.BadCell;
import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line that was cut into its columns.
 *
 * @param type what it is; null if it begins with no known prefix
 * @param number from 1
 * @param cells by the places of its type's columns
 * @param broken what is wrong with it as a whole; null if nothing
 */
record FixedLine(
    @Nullable FixedType type, long number, @Nullable Object[] cells, @Nullable Violation broken) {

  String where() {
    return "line " + number;
  }

  /** A value; null if there is none, or none that can be read. */
  @Nullable Object value(int place) {
    Object cell = place < 0 || place >= cells.length ? null : cells[place];
    return cell instanceof BadCell ? null : cell;
  }

  /** Everything that is wrong with it. */
  List<Violation> problems() {
    List<Violation> problems = new ArrayList<>();
    if (broken != null) {
      problems.add(broken);
    }
    for (int i = 0; type != null && i < cells.length; i++) {
      if (cells[i] instanceof BadCell bad) {
        String column = type.columns().get(i).name();
        problems.add(bad.in(column, where() + ", column " + column));
      }
    }
    return problems;
  }
}
